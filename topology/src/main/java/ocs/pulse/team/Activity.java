package ocs.pulse.team;

import java.util.ArrayList;
import java.util.List;
import ocs.pulse.change.PgTime;
import ocs.pulse.proto.ActivityDayProto;
import ocs.pulse.proto.ActivitySlotProto;
import ocs.pulse.query.dashboard.MessageFigures;
import org.apache.kafka.common.utils.Bytes;

/** The team's counted messages by author in slots of 15 minutes, one entry a UTC day. */
final class Activity {
    static final long SLOT_MICROS = MessageFigures.SLOT_MICROS;

    private final StoreTable table;

    Activity(StoreTable table) {
        this.table = table;
    }

    /** @param step 1 for a message that comes, -1 for one that goes */
    void message(long team, String type, long time, int step) {
        Bytes key = TeamKeys.activity(team, Math.floorDiv(time, PgTime.MICROS_PER_DAY));
        int slot = (int) (Math.floorMod(time, PgTime.MICROS_PER_DAY) / SLOT_MICROS);
        List<ActivitySlotProto> slots =
                new ArrayList<>(table.get(key, ActivityDayProto.parser(), ActivityDayProto::getDefaultInstance)
                        .getSlotsList());
        int at = 0;
        while (at < slots.size() && slots.get(at).getSlot() < slot) {
            at++;
        }
        boolean there = at < slots.size() && slots.get(at).getSlot() == slot;
        ActivitySlotProto.Builder changed = there
                ? slots.remove(at).toBuilder()
                : ActivitySlotProto.newBuilder().setSlot(slot);
        switch (type) {
            case "human" -> changed.setHuman(changed.getHuman() + step);
            case "ai" -> changed.setAi(changed.getAi() + step);
            default -> changed.setOther(changed.getOther() + step);
        }
        if (changed.getHuman() != 0 || changed.getAi() != 0 || changed.getOther() != 0) {
            slots.add(at, changed.build());
        }
        table.put(key, ActivityDayProto.newBuilder().addAllSlots(slots).build());
    }

    /** Every slot with messages that begins from the start (included) to the end (not included), oldest first. */
    void slots(long team, long start, long end, MessageFigures.SlotVisitor visitor) {
        if (start >= end) {
            return;
        }
        long firstDay = Math.floorDiv(start, PgTime.MICROS_PER_DAY);
        long lastDay = Math.floorDiv(end - 1, PgTime.MICROS_PER_DAY);
        table.forEach(TeamKeys.activity(team, firstDay, lastDay), (key, value) -> {
            long day = TeamKeys.dayOfActivity(key) * PgTime.MICROS_PER_DAY;
            for (ActivitySlotProto slot :
                    StoreTable.parse(value, ActivityDayProto.parser()).getSlotsList()) {
                long begin = day + slot.getSlot() * SLOT_MICROS;
                if (begin >= start && begin < end) {
                    visitor.visit(begin, slot.getHuman(), slot.getAi(), slot.getOther());
                }
            }
        });
    }
}
