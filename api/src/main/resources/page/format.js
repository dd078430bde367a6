// How numbers and times are written. A time zone is an IANA name; without one times are in UTC.

const WHOLE = new Intl.NumberFormat('en');
const ONE_DIGIT = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const TWO_DIGITS = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });
const TIMES = {
  day: ['en', { day: 'numeric', month: 'short' }],
  fullDay: ['en', { day: 'numeric', month: 'short', year: 'numeric' }],
  month: ['en', { month: 'short', year: 'numeric' }],
  time: ['en-GB', { hour: '2-digit', minute: '2-digit' }],
  clock: ['en-GB', { timeStyle: 'medium' }],
  date: ['sv-SE', { dateStyle: 'short' }],
  local: ['sv-SE', { dateStyle: 'short', timeStyle: 'medium' }],
};
const made = new Map();

function write(kind, time, zone = 'UTC') {
  const key = `${kind} ${zone}`;
  if (!made.has(key)) {
    made.set(key, new Intl.DateTimeFormat(TIMES[kind][0], { ...TIMES[kind][1], timeZone: zone }));
  }
  return made.get(key).format(time);
}

export const whole = (number) => WHOLE.format(number);
export const decimal = (number) => ONE_DIGIT.format(number);
export const precise = (number) => TWO_DIGITS.format(number);
export const percent = (number) => `${ONE_DIGIT.format(number)}%`;
export const seconds = (number) => `${TWO_DIGITS.format(number)} s`;
export const clock = (time) => write('clock', new Date(time));

/** 2026-02-01 */
export const date = (time, zone) => write('date', time, zone);

/** By how many milliseconds clocks of the zone are ahead of UTC at a time. */
export function offset(time, zone) {
  return Date.parse(`${write('local', time, zone).replace(' ', 'T')}Z`) - Math.floor(time / 1000) * 1000;
}

export function minutes(number) {
  return number < 60 ? `${ONE_DIGIT.format(number)} min` : `${ONE_DIGIT.format(number / 60)} h`;
}

/** A date or an instant; a dash where there is none. */
export function moment(text, zone) {
  const time = text ? new Date(text) : null;
  if (!time || Number.isNaN(time.getTime())) {
    return text || '–';
  }
  return `${day(time, zone)}, ${write('time', time, zone)}`;
}

/** The year only where it is another one. */
function day(time, zone) {
  const thisYear = date(time, zone).slice(0, 4) === date(new Date(), zone).slice(0, 4);
  return write(thisYear ? 'day' : 'fullDay', time, zone);
}

/** What a period is called: a day is a date, the others are the instants at which they begin in the zone. */
export function period(text, { granularity, zone }) {
  const time = new Date(text);
  switch (granularity) {
    case 'hourly':
      return `${day(time, zone)} ${write('time', time, zone)}`;
    case 'daily':
      return day(time);
    case 'monthly':
      return write('month', time, zone);
    default:
      return day(time, zone);
  }
}

export function ago(milliseconds) {
  const count = Math.round(milliseconds / 1000);
  if (count < 90) {
    return `${count} s`;
  }
  return count < 5400 ? `${Math.round(count / 60)} min` : `${Math.round(count / 3600)} h`;
}

export function plural(count, one, many = `${one}s`) {
  return `${whole(count)} ${count === 1 ? one : many}`;
}

const PLATFORMS = {
  api: 'API',
  commcare_connect: 'CommCare Connect',
  embedded_widget: 'Embedded Widget',
  evaluations: 'Evaluations',
  facebook: 'Facebook',
  slack: 'Slack',
  sureadhere: 'SureAdhere',
  telegram: 'Telegram',
  web: 'Web',
  whatsapp: 'WhatsApp',
};

export const platformName = (slug) => PLATFORMS[slug] ?? slug ?? '–';
export const platformNames = Object.values(PLATFORMS);
