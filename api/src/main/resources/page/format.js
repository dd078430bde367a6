// How numbers and times are written. Times are in UTC, as the days and periods of the figures are.

const WHOLE = new Intl.NumberFormat('en');
const ONE_DIGIT = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const TWO_DIGITS = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });
const DAY = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const FULL_DAY = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const MONTH = new Intl.DateTimeFormat('en', { month: 'short', year: 'numeric', timeZone: 'UTC' });
const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });
const CLOCK = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', timeZone: 'UTC' });

export const whole = (number) => WHOLE.format(number);
export const decimal = (number) => ONE_DIGIT.format(number);
export const precise = (number) => TWO_DIGITS.format(number);
export const percent = (number) => `${ONE_DIGIT.format(number)}%`;
export const seconds = (number) => `${TWO_DIGITS.format(number)} s`;
export const clock = (time) => CLOCK.format(new Date(time));

export function minutes(number) {
  return number < 60 ? `${ONE_DIGIT.format(number)} min` : `${ONE_DIGIT.format(number / 60)} h`;
}

/** A date or an instant; a dash where there is none. */
export function moment(text) {
  const time = text ? new Date(text) : null;
  if (!time || Number.isNaN(time.getTime())) {
    return text || '–';
  }
  const year = time.getUTCFullYear() === new Date().getUTCFullYear() ? DAY : FULL_DAY;
  return `${year.format(time)}, ${TIME.format(time)}`;
}

export function period(text, granularity) {
  const time = new Date(text);
  if (granularity === 'hourly') {
    return `${DAY.format(time)} ${TIME.format(time)}`;
  }
  if (granularity === 'monthly') {
    return MONTH.format(time);
  }
  return DAY.format(time);
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
