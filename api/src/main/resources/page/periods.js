// The four panels of figures over time.
import { offset, period, seconds, whole } from './format.js';
import { chartPanel } from './panel.js';

const DAY = 86_400_000;
const MOST_PERIODS = 3_000;

export function messageVolume() {
  const panel = chartPanel({ id: 'message-volume', title: 'Message volume', hint: 'By author', size: 'wide', nothing: 'No messages in this period' });
  return { ...panel, show: ({ message_volume: answer }, asked) => {
    const periods = complete(answer.totals, asked);
    const human = column(periods, answer.totals, 'human_messages', 0);
    const ai = column(periods, answer.totals, 'ai_messages', 0);
    panel.show(
      description('bar', periods, asked, [
        { name: 'Human', values: human, colour: 'series-1' },
        { name: 'Chatbot', values: ai, colour: 'series-2' },
      ], { stacked: true, summary: `${whole(sum(human) + sum(ai))} messages` }),
      ['Period', 'Human', 'Chatbot', 'Total'],
      answer.totals.map((it) => [period(it.date, asked), whole(it.human_messages), whole(it.ai_messages), whole(it.total_messages)]),
    );
  } };
}

export function activeParticipants() {
  const panel = chartPanel({ id: 'active-participants', title: 'Active participants', hint: 'People who wrote', nothing: 'Nobody wrote in this period' });
  return { ...panel, show: ({ active_participants: answer }, asked) => {
    const periods = complete(answer, asked);
    panel.show(
      description('line', periods, asked, [{ name: 'Participants', values: column(periods, answer, 'active_participants', 0), colour: 'series-1' }], {
        summary: `${answer.length} periods with activity`,
      }),
      ['Period', 'Participants'],
      answer.map((it) => [period(it.date, asked), whole(it.active_participants)]),
    );
  } };
}

export function sessionAnalytics() {
  const panel = chartPanel({ id: 'session-analytics', title: 'Session analytics', hint: 'Sessions with a message, and who wrote', nothing: 'No sessions in this period' });
  return { ...panel, show: ({ session_analytics: answer }, asked) => {
    const periods = complete(answer.sessions, asked);
    const participants = new Map(answer.participants.map((it) => [it.date, it.active_participants]));
    panel.show(
      description('line', periods, asked, [
        { name: 'Sessions', values: column(periods, answer.sessions, 'active_sessions', 0), colour: 'series-3' },
        { name: 'Participants', values: periods.map((date) => participants.get(date) ?? 0), colour: 'series-1', fill: false },
      ], { summary: `${answer.sessions.length} periods with sessions` }),
      ['Period', 'Sessions', 'Participants'],
      answer.sessions.map((it) => [period(it.date, asked), whole(it.active_sessions), whole(participants.get(it.date) ?? 0)]),
    );
  } };
}

export function responseTime() {
  const panel = chartPanel({ id: 'average-response-time', title: 'Response time', hint: 'Mean, in seconds', nothing: 'No responses were timed in this period' });
  return { ...panel, show: ({ average_response_time: answer }, asked) => {
    const periods = complete(answer, asked);
    panel.show(
      description('line', periods, asked, [{ name: 'Mean', values: column(periods, answer, 'avg_response_time_sec', null), colour: 'series-4' }], {
        format: seconds,
        whole: false,
        summary: `${answer.length} periods with responses`,
      }),
      ['Period', 'Mean'],
      answer.map((it) => [period(it.date, asked), seconds(it.avg_response_time_sec)]),
    );
  } };
}

function description(kind, periods, asked, series, more) {
  return { kind, series, labels: periods.map((date) => period(date, asked)), format: whole, whole: true, ...more };
}

function column(periods, rows, field, missing) {
  const values = new Map(rows.map((row) => [row.date, row[field]]));
  return periods.map((date) => values.get(date) ?? missing);
}

const sum = (values) => values.reduce((total, value) => total + value, 0);

/** Periods without figures are absent from an answer; a chart shows them, between its first and its last. */
function complete(rows, asked) {
  const dates = rows.map((row) => row.date);
  const known = new Set(dates.map((date) => Date.parse(date)));
  const byTime = new Map(dates.map((date) => [Date.parse(date), date]));
  const all = [];
  for (let time = Date.parse(dates[0]); time <= Date.parse(dates.at(-1)) && all.length < MOST_PERIODS; time = after(time, asked)) {
    known.delete(time);
    all.push(byTime.get(time) ?? new Date(time).toISOString());
  }
  // Where the steps miss a period (a day that begins late where clocks change), only what is there is shown.
  return known.size === 0 ? all : dates;
}

/** When the next period begins: weeks and months by the clocks of the zone. */
function after(time, { granularity, zone }) {
  if (granularity === 'hourly' || granularity === 'daily') {
    return time + (granularity === 'hourly' ? DAY / 24 : DAY);
  }
  const local = new Date(time + offset(time, zone));
  if (granularity === 'monthly') {
    local.setUTCMonth(local.getUTCMonth() + 1);
  } else {
    local.setUTCDate(local.getUTCDate() + 7);
  }
  return local.getTime() - offset(local.getTime() - offset(time, zone), zone);
}
