import { describe, expect, test } from 'vitest';
import { i18nFor } from '../../platform/i18n/i18n.ts';
import { LANGS } from '../../platform/i18n/lang.ts';
import { renderView } from '../../platform/ui/testing.tsx';
import type { ClockItem } from '../data/clocks.ts';
import { calendarOf } from '../rules/calendar-days.ts';
import { countClock, type Times } from '../rules/count-clock.ts';
import { knownRules, ruleNames, type RuleName } from '../rules/known-rules.ts';
import { movings, units, type TimeRule } from '../rules/time-rule.ts';
import { ClockList } from './clocks.tsx';
import { ruleInWords, windowInWords } from './in-words.ts';

const item = (name: RuleName, from: string, times: Partial<Times> & { today: string }): ClockItem => ({
  ...{
    id: null,
    name,
    subjectKind: 'hearing',
    subjectId: 'a',
    from,
    doneOn: null,
    responsible: null,
    history: [],
  },
  counted: countClock(
    { own: {}, calendar: calendarOf([], []), ...times },
    { rule: name, from, doneOn: null },
  ),
});

describe('a rule in words', () => {
  test('is never called law when a book says it', () => {
    expect(
      ruleInWords(i18nFor('ru'), 'hearing-decisions-sent', knownRules['hearing-decisions-sent']),
    ).toEqual([
      'Правило: не позднее 10 календарных дней после слушаний.',
      'Если последний день выходной, срок не переносится.',
      'Срок – обычай метода («Пособие о малых общественных советах», 2018), не закон. Сверьте с действующим законом.',
      'Источник называет только число дней. Считать календарные дни и не переносить срок – наше прочтение.',
    ]);
    expect(windowInWords(i18nFor('ky'), 'focus-group', knownRules['focus-group'])).toBe(
      'айылдын акыркы ЖМБА-сессиясынан кийинки 7–14 календардык күндүн ичинде',
    );
    expect(windowInWords(i18nFor('ru'), 'hearing-checklist', knownRules['hearing-checklist'])).toBe(
      'за 15–20 календарных дней до схода или слушаний',
    );
    expect(windowInWords(i18nFor('en'), 'meeting-notice', knownRules['meeting-notice'])).toBe(
      'several times before the meeting, the source names no number of days',
    );
  });

  test('has its words in each language, whatever it says', () => {
    for (const lang of LANGS)
      for (const name of ruleNames)
        for (const unit of units)
          for (const ifNotWorking of movings)
            for (const [atLeast, atMost] of [
              [1, null],
              [null, 2],
              [3, 7],
              [5, 5],
              [null, null],
            ] as const)
              for (const source of [
                knownRules[name].source,
                { kind: 'law', title: 'Мыйзам', article: '1' },
                { kind: 'localAct', title: 'Устав', article: '2' },
              ] satisfies TimeRule['source'][]) {
                const rule = { ...knownRules[name], atLeast, atMost, unit, ifNotWorking, source };
                const said = ruleInWords(i18nFor(lang), name, rule).join(' ');
                expect(said).not.toMatch(/\{|deadlines\./);
              }
  });
});

test.each(LANGS)('the list says days, advice, what is not entered and the source: %s', (lang) => {
  const clocks = [
    item('hearing-decisions-sent', '2024-01-31', { today: '2024-02-07' }),
    item('meeting-notice', '2024-03-31', { today: '2024-02-07' }),
    item('focus-group', '2024-01-01', { today: '2024-02-07' }),
  ];
  const html = renderView(<ClockList clocks={clocks} label="Мөөнөттөр" />, lang);
  expect(html).not.toMatch(/deadlines\.[a-z]/);
  const { fmt } = i18nFor(lang);
  for (const day of ['2024-02-10', '2024-02-09']) expect(html).toContain(fmt.date(day));
  expect(html).toContain('2024');
});
