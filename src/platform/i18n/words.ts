import type { Lang } from './lang.ts';

// Language data, as a dictionary would give it. It is kept here and not taken from the runtime because browsers
// carry no Kyrgyz data (they silently answer in English), and because Node's Kyrgyz short weekdays («шейш.») are
// not what offices write on a notice board.

/** Month names; Russian in the genitive, as they stand after a day. January first. */
export const MONTHS: Record<Lang, readonly string[]> = {
  ky: 'январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь'.split(' '),
  ru: 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
};

/** Month names standing alone (a calendar's heading). January first. */
export const MONTHS_ALONE: Record<Lang, readonly string[]> = {
  ky: MONTHS.ky,
  ru: 'январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь'.split(' '),
  en: MONTHS.en,
};

/** Full weekday names, Sunday first (as `Date.getUTCDay` counts). */
export const WEEKDAYS: Record<Lang, readonly string[]> = {
  ky: ['жекшемби', 'дүйшөмбү', 'шейшемби', 'шаршемби', 'бейшемби', 'жума', 'ишемби'],
  ru: ['воскресенье', 'понедельник', 'вторник', 'среда', 'четверг', 'пятница', 'суббота'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
};

/** Short weekday names, Sunday first. */
export const WEEKDAYS_SHORT: Record<Lang, readonly string[]> = {
  ky: ['жкш.', 'дш.', 'шш.', 'шр.', 'бш.', 'жм.', 'ишм.'],
  ru: ['вс', 'пн', 'вт', 'ср', 'чт', 'пт', 'сб'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
};

export const CURRENCY: Record<Lang, string> = { ky: 'сом', ru: 'сом', en: 'som' };

/** Shortened magnitudes for chart labels: thousand, million, billion. */
export const MAGNITUDES: Record<Lang, readonly [string, string, string]> = {
  ky: ['миң', 'млн', 'млрд'],
  ru: ['тыс.', 'млн', 'млрд'],
  en: ['thousand', 'million', 'billion'],
};

export const FILE_UNITS: Record<Lang, readonly [string, string, string, string]> = {
  ky: ['байт', 'КБ', 'МБ', 'ГБ'],
  ru: ['байт', 'КБ', 'МБ', 'ГБ'],
  en: ['bytes', 'KB', 'MB', 'GB'],
};

export const LIST_WORDS: Record<Lang, { and: string; or: string }> = {
  ky: { and: 'жана', or: 'же' },
  ru: { and: 'и', or: 'или' },
  en: { and: 'and', or: 'or' },
};

type Counted = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** Words for deadlines and for moments in the past; `{n}` is the count. */
export const RELATIVE: Record<
  Lang,
  {
    today: string;
    tomorrow: string;
    yesterday: string;
    daysLeft: Counted;
    daysOver: Counted;
    daysAgo: Counted;
    hoursAgo: Counted;
    minutesAgo: Counted;
    justNow: string;
  }
> = {
  ky: {
    today: 'бүгүн',
    tomorrow: 'эртең',
    yesterday: 'кечээ',
    daysLeft: { other: '{n} күн калды' },
    daysOver: { other: '{n} күн өтүп кетти' },
    daysAgo: { other: '{n} күн мурун' },
    hoursAgo: { other: '{n} саат мурун' },
    minutesAgo: { other: '{n} мүнөт мурун' },
    justNow: 'жаңы эле',
  },
  ru: {
    today: 'сегодня',
    tomorrow: 'завтра',
    yesterday: 'вчера',
    daysLeft: { one: 'остался {n} день', few: 'осталось {n} дня', other: 'осталось {n} дней' },
    daysOver: {
      one: 'просрочено на {n} день',
      few: 'просрочено на {n} дня',
      other: 'просрочено на {n} дней',
    },
    daysAgo: { one: '{n} день назад', few: '{n} дня назад', other: '{n} дней назад' },
    hoursAgo: { one: '{n} час назад', few: '{n} часа назад', other: '{n} часов назад' },
    minutesAgo: { one: '{n} минуту назад', few: '{n} минуты назад', other: '{n} минут назад' },
    justNow: 'только что',
  },
  en: {
    today: 'today',
    tomorrow: 'tomorrow',
    yesterday: 'yesterday',
    daysLeft: { one: '{n} day left', other: '{n} days left' },
    daysOver: { one: '{n} day overdue', other: '{n} days overdue' },
    daysAgo: { one: '{n} day ago', other: '{n} days ago' },
    hoursAgo: { one: '{n} hour ago', other: '{n} hours ago' },
    minutesAgo: { one: '{n} minute ago', other: '{n} minutes ago' },
    justNow: 'just now',
  },
};
