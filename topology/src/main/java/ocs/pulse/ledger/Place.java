package ocs.pulse.ledger;

import ocs.pulse.proto.PlaceProto;

/**
 * Where a row belongs, and what its children take from it.
 *
 * @param team the owner; for a chatbot, which is everywhere, the team of its traces; for a content type 1 if it stands
 *     for chats, 2 for messages, else 0; 0 for the other small tables
 * @param chat the conversation, 0 for none
 * @param message a tagging's message, 0 for none
 */
record Place(long team, long chat, long message) {

    static Place ofProto(PlaceProto proto) {
        return new Place(proto.getTeam(), proto.getChat(), proto.getMessage());
    }

    PlaceProto toProto() {
        return PlaceProto.newBuilder()
                .setTeam(team)
                .setChat(chat)
                .setMessage(message)
                .build();
    }
}
