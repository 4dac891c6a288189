import { describe, expect, it } from 'vitest';
import { bishkekClock, daysBetween, parseDay, todayInBishkek } from './calendar.ts';
import { fmt } from './format.ts';

const [ky, ru, en] = [fmt('ky'), fmt('ru'), fmt('en')];
/** No-break spaces are written as ~ so that a wrong space is seen. */
const seen = (text: string) => text.replace(/\u00a0/g, '~');

describe('numbers', () => {
  it('are grouped by thousands', () => {
    expect(seen(ky.number(1234567))).toBe('1~234~567');
    expect(seen(ru.number(1240))).toBe('1~240');
    expect(en.number(1234567)).toBe('1,234,567');
    expect(ky.number(999)).toBe('999');
    expect(ky.number(12345678901234567890n).replace(/\u00a0/g, '')).toBe('12345678901234567890');
  });
  it('have a decimal comma in Kyrgyz and Russian', () => {
    expect(ky.number(12.5)).toBe('12,5');
    expect(ru.number(1 / 3, 2)).toBe('0,33');
    expect(en.number(12.5, 2)).toBe('12.50');
  });
  it('carry a real minus, and none on zero', () => {
    expect(ky.number(-3)).toBe('\u22123');
    expect(ky.number(-0.04, 1)).toBe('0,0');
  });
  it('show a dash for what is no number', () => {
    expect(ky.number(NaN)).toBe('–');
  });
  it('are shares', () => {
    expect(seen(ky.percent(75 / 122))).toBe('61~%');
    expect(en.percent(0.5)).toBe('50%');
    expect(seen(ru.percent(0.1234, 1))).toBe('12,3~%');
  });
  it('are ranges and file sizes', () => {
    expect(ky.range(18, 35)).toBe('18–35');
    expect(seen(ky.fileSize(1_258_291))).toBe('1,2~МБ');
    expect(seen(ky.fileSize(80_858_588_774))).toBe('75,3~ГБ');
    expect(seen(en.fileSize(900))).toBe('900~bytes');
  });
});

describe('money', () => {
  it('is som from tyiyn', () => {
    expect(seen(ky.money(123_456_700n))).toBe('1~234~567~сом');
    expect(seen(ru.money(123_456_700n))).toBe('1~234~567~сом');
    expect(seen(en.money(123_456_700n))).toBe('1,234,567~som');
    expect(seen(ky.money(50n))).toBe('0,50~сом');
    expect(seen(ky.money(-150n))).toBe('\u22121,50~сом');
    expect(seen(ky.moneyNumber(100n))).toBe('1');
  });
  it('is exact beyond the numbers of JavaScript', () => {
    expect(seen(ky.money(900_719_925_474_099_301n))).toBe('9~007~199~254~740~993,01~сом');
  });
  it('has a short form that rounds into the next word', () => {
    expect(seen(ky.moneyShort(124_000_000n))).toBe('1,2~млн~сом');
    expect(seen(ky.moneyShort(99_999_900n))).toBe('1~млн~сом');
    expect(seen(ru.moneyShort(1_500_000n))).toBe('15~тыс.~сом');
    expect(seen(ky.moneyShort(50_000n))).toBe('500~сом');
  });
});

describe('dates', () => {
  it('are written as people write them', () => {
    expect(seen(ky.date('2026-05-12'))).toBe('12-май, 2026-ж.');
    expect(seen(ru.date('2026-05-12'))).toBe('12~мая 2026~г.');
    expect(seen(en.date('2026-05-12'))).toBe('12~May 2026');
    expect(ky.dateLong('2026-05-12')).toBe('2026-жылдын 12-майы');
    expect(seen(ru.dateLong('2026-05-12'))).toBe('12~мая 2026~года');
    expect(ky.dateShort('2026-05-02')).toBe('02.05.2026');
    expect(seen(ky.month('2026-05'))).toBe('май, 2026-ж.');
    expect(seen(ru.month('2026-05-12'))).toBe('май 2026~г.');
  });
  it('carry the weekday', () => {
    expect(ky.weekdayDate('2026-05-11')).toBe('дш., 11-май');
    expect(seen(ru.weekdayDate('2026-05-11'))).toBe('пн, 11~мая');
    expect(ky.weekday('2026-05-15')).toBe('жума');
  });
  it('repeat nothing in a period', () => {
    expect(ky.dateRange('2026-05-12', '2026-05-14')).toBe('12–14-май, 2026-ж.');
    expect(seen(ru.dateRange('2026-05-12', '2026-05-14'))).toBe('12–14~мая 2026~г.');
    expect(ky.dateRange('2026-05-28', '2026-06-03')).toBe('28-май – 3-июнь, 2026-ж.');
    expect(seen(en.dateRange('2026-12-28', '2027-01-03'))).toBe('28~December 2026 – 3~January 2027');
    expect(ky.dateRange('2026-05-12', '2026-05-12')).toBe('12-май, 2026-ж.');
  });
  it('stand inside a sentence in the case it needs', () => {
    expect(ky.onDay('2026-11-20')).toBe('2026-жылдын 20-ноябрында');
    expect(ky.onDay('2027-06-01')).toBe('2027-жылдын 1-июнунда');
    expect(seen(ru.onDay('2026-11-20'))).toBe('20~ноября 2026~г.');
    expect(seen(en.onDay('2026-11-20'))).toBe('on 20~November 2026');
    const days = (from: string, to: string) => [ky, ru, en].map((fmt) => seen(fmt.onDays(from, to)));
    expect(days('2026-11-28', '2026-11-29')).toEqual([
      '2026-жылдын 28–29-ноябрында',
      '28–29~ноября 2026~г.',
      'on 28–29~November 2026',
    ]);
    expect(days('2026-11-28', '2026-12-02')).toEqual([
      '2026-жылдын 28-ноябрынан 2-декабрына чейин',
      'с 28~ноября по 2~декабря 2026~г.',
      'from 28~November to 2~December 2026',
    ]);
    expect(days('2026-12-28', '2027-01-03')).toEqual([
      '2026-жылдын 28-декабрынан 2027-жылдын 3-январына чейин',
      'с 28~декабря 2026~г. по 3~января 2027~г.',
      'from 28~December 2026 to 3~January 2027',
    ]);
    expect(days('2026-11-28', '2026-11-28')).toEqual([
      '2026-жылдын 28-ноябрында',
      '28~ноября 2026~г.',
      'on 28~November 2026',
    ]);
  });
  it('show what is no date as it came', () => {
    expect(ky.date('2026-13-01')).toBe('2026-13-01');
    expect(ky.deadline('жок', '2026-05-10')).toBe('жок');
  });
});

describe('times', () => {
  it('have a point as in the books, a colon in English', () => {
    expect(ky.time('10:00')).toBe('10.00');
    expect(ru.time('9:05:00')).toBe('09.05');
    expect(en.time('10:00')).toBe('10:00');
    expect(ky.timeRange('10:00', '12:30')).toBe('10.00–12.30');
  });
  it('are read in Bishkek', () => {
    expect(ky.dateTime('2026-05-11T20:30:00Z')).toBe('12-май, 2026-ж. 02.30');
    expect(todayInBishkek(new Date('2026-05-11T18:00:00Z'))).toBe('2026-05-12');
    expect(todayInBishkek(new Date('2026-05-11T17:59:59Z'))).toBe('2026-05-11');
    expect(bishkekClock(new Date('2026-05-11T18:00:00Z')).time).toBe('00:00');
  });
  it('show what is no instant as it came', () => {
    expect(ky.dateTime('кечээ')).toBe('кечээ');
  });
});

describe('deadlines', () => {
  it('say how many days are left or over', () => {
    const on = (day: string) => seen(ky.deadline(day, '2026-05-10'));
    expect(on('2026-05-12')).toBe('2 күн калды');
    expect(on('2026-05-11')).toBe('эртең');
    expect(on('2026-05-10')).toBe('бүгүн');
    expect(on('2026-05-07')).toBe('3 күн өтүп кетти');
  });
  it('agree in Russian', () => {
    const on = (day: string) => ru.deadline(day, '2026-05-01');
    expect(on('2026-05-03')).toBe('осталось 2 дня');
    expect(on('2026-05-06')).toBe('осталось 5 дней');
    expect(on('2026-05-22')).toBe('остался 21 день');
    expect(on('2026-04-30')).toBe('просрочено на 1 день');
  });
  it('look back', () => {
    const now = new Date('2026-05-12T06:00:00Z');
    const ago = (iso: string) => ky.ago(new Date(iso), now);
    expect(ago('2026-05-12T05:59:40Z')).toBe('жаңы эле');
    expect(ago('2026-05-12T05:48:00Z')).toBe('12 мүнөт мурун');
    expect(ago('2026-05-12T03:00:00Z')).toBe('3 саат мурун');
    expect(ago('2026-05-11T10:00:00Z')).toBe('кечээ');
    expect(ago('2026-05-08T10:00:00Z')).toBe('4 күн мурун');
    expect(ago('2026-04-08T10:00:00Z')).toBe('8-апрель, 2026-ж.');
  });
});

describe('calendar', () => {
  it('knows which days exist', () => {
    expect(parseDay('2028-02-29')?.weekday).toBe(2);
    expect(parseDay('2026-02-29')).toBeNull();
    expect(parseDay('12.05.2026')).toBeNull();
    expect(daysBetween('2026-02-27', '2026-03-02')).toBe(3);
    expect(daysBetween('2026-03-02', '2026-02-27')).toBe(-3);
  });
});

describe('words', () => {
  it('are joined', () => {
    expect(ky.list(['а', 'б', 'в'])).toBe('а, б жана в');
    expect(ru.list(['а', 'б'])).toBe('а и б');
    expect(en.listOr(['a', 'b', 'c'])).toBe('a, b or c');
    expect(ky.list([])).toBe('');
  });
  it('are sorted by the Kyrgyz alphabet', () => {
    const words = ['үй', 'уй', 'өң', 'оң', 'ңа', 'на', '2-айыл', '10-айыл'];
    expect([...words].sort(ky.compare)).toEqual(['2-айыл', '10-айыл', 'на', 'ңа', 'оң', 'өң', 'уй', 'үй']);
  });
});
