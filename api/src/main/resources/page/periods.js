// The four panels of figures over time.
import { period, seconds, whole } from './format.js';
import { chartPanel } from './panel.js';

const DAY = 86_400_000;
const MOST_PERIODS = 3_000;

export function messageVolume() {
  const panel = chartPanel({ id: 'message-volume', title: 'Message volume', hint: 'By author', size: 'wide', nothing: 'No messages in this period' });
  return { ...panel, show: ({ message_volume: answer }, granularity) => {
    const periods = complete(answer.totals, granularity);
    const human = column(periods, answer.totals, 'human_messages', 0);
    const ai = column(periods, answer.totals, 'ai_messages', 0);
    panel.show(
      description('bar', periods, granularity, [
        { name: 'Human', values: human, colour: 'series-1' },
        { name: 'Chatbot', values: ai, colour: 'series-2' },
      ], { stacked: true, summary: `${whole(sum(human) + sum(ai))} messages` }),
      ['Period', 'Human', 'Chatbot', 'Total'],
      answer.totals.map((it) => [period(it.date, granularity), whole(it.human_messages), whole(it.ai_messages), whole(it.total_messages)]),
    );
  } };
}

export function activeParticipants() {
  const panel = chartPanel({ id: 'active-participants', title: 'Active participants', hint: 'People who wrote', nothing: 'Nobody wrote in this period' });
  return { ...panel, show: ({ active_participants: answer }, granularity) => {
    const periods = complete(answer, granularity);
    panel.show(
      description('line', periods, granularity, [{ name: 'Participants', values: column(periods, answer, 'active_participants', 0), colour: 'series-1' }], {
        summary: `${answer.length} periods with activity`,
      }),
      ['Period', 'Participants'],
      answer.map((it) => [period(it.date, granularity), whole(it.active_participants)]),
    );
  } };
}

export function sessionAnalytics() {
  const panel = chartPanel({ id: 'session-analytics', title: 'Session analytics', hint: 'Sessions with a message, and who wrote', nothing: 'No sessions in this period' });
  return { ...panel, show: ({ session_analytics: answer }, granularity) => {
    const periods = complete(answer.sessions, granularity);
    const participants = new Map(answer.participants.map((it) => [it.date, it.active_participants]));
    panel.show(
      description('line', periods, granularity, [
        { name: 'Sessions', values: column(periods, answer.sessions, 'active_sessions', 0), colour: 'series-3' },
        { name: 'Participants', values: periods.map((date) => participants.get(date) ?? 0), colour: 'series-1', fill: false },
      ], { summary: `${answer.sessions.length} periods with sessions` }),
      ['Period', 'Sessions', 'Participants'],
      answer.sessions.map((it) => [period(it.date, granularity), whole(it.active_sessions), whole(participants.get(it.date) ?? 0)]),
    );
  } };
}

export function responseTime() {
  const panel = chartPanel({ id: 'average-response-time', title: 'Response time', hint: 'Mean, in seconds', nothing: 'No responses were timed in this period' });
  return { ...panel, show: ({ average_response_time: answer }, granularity) => {
    const periods = complete(answer, granularity);
    panel.show(
      description('line', periods, granularity, [{ name: 'Mean', values: column(periods, answer, 'avg_response_time_sec', null), colour: 'series-4' }], {
        format: seconds,
        whole: false,
        summary: `${answer.length} periods with responses`,
      }),
      ['Period', 'Mean'],
      answer.map((it) => [period(it.date, granularity), seconds(it.avg_response_time_sec)]),
    );
  } };
}

function description(kind, periods, granularity, series, more) {
  return { kind, series, labels: periods.map((date) => period(date, granularity)), format: whole, whole: true, ...more };
}

function column(periods, rows, field, missing) {
  const values = new Map(rows.map((row) => [row.date, row[field]]));
  return periods.map((date) => values.get(date) ?? missing);
}

const sum = (values) => values.reduce((total, value) => total + value, 0);

/** Periods without figures are absent from an answer; a chart shows them, between its first and its last. */
function complete(rows, granularity) {
  const dates = rows.map((row) => row.date);
  const known = new Set(dates.map((date) => Date.parse(date)));
  const byTime = new Map(dates.map((date) => [Date.parse(date), date]));
  const all = [];
  for (let time = Date.parse(dates[0]); time <= Date.parse(dates.at(-1)) && all.length < MOST_PERIODS; time = after(time, granularity)) {
    known.delete(time);
    all.push(byTime.get(time) ?? new Date(time).toISOString());
  }
  // Where the steps miss a period (zones with daylight saving), only what is there is shown.
  return known.size === 0 ? all : dates;
}

function after(time, granularity) {
  if (granularity === 'monthly') {
    const date = new Date(time);
    return date.setUTCMonth(date.getUTCMonth() + 1);
  }
  return time + { hourly: DAY / 24, daily: DAY, weekly: 7 * DAY }[granularity];
}
