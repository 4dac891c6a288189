import type { VNode } from 'preact';
import { Bar } from '../../../platform/ui/bar.tsx';
import { Icon } from '../../../platform/ui/icon.tsx';
import { sharePercent } from '../../../needs/rules/session.ts';
import { attendanceSums } from '../../rules/attendance.ts';
import { closingHints } from '../../rules/closing-checks.ts';
import { rankedOf } from '../../rules/tally.ts';
import { useApp, useMeeting, useRecord } from '../core/hooks.ts';
import { ActivePeople } from '../run/active-people.tsx';
import { useTally } from '../run/tally.ts';
import { DoneToday, Finished, useFinish, type Fact } from '../run/finish.tsx';

/** What was done, who agreed to go on, what may be missing, thanks — and the end of the meeting. */
export default function Closing(): VNode {
  const { t, fmt } = useApp();
  const { id, info, role } = useMeeting();
  const record = useRecord();
  const tally = useTally();
  const { finished, busy, finish } = useFinish();
  const sums = attendanceSums(record);
  const top = rankedOf(tally.columns).filter((one) => one.top);
  const most = top[0]?.votes ?? 0;
  const pie = record.slices.reduce((sum, slice) => sum + slice.share, 0);
  const limit = sums.people === null ? null : sums.people * info.stickersPerPerson;
  const hints = closingHints(info, record, tally);

  const facts: readonly Fact[] = [
    {
      value: sums.people === null ? '–' : fmt.number(sums.people),
      label: t('field.run.fact.people', { count: sums.people ?? 0 }),
      ...(sums.women === null ? {} : { note: t('field.run.sum.women', { count: sums.women }) }),
    },
    {
      value: fmt.number(record.mapObjects.length),
      label: t('field.run.fact.objects', { count: record.mapObjects.length }),
    },
    {
      value: fmt.number(record.institutions.length),
      label: t('field.run.fact.institutions', { count: record.institutions.length }),
    },
    { value: `${sharePercent(pie)} %`, label: t('field.run.fact.pie') },
    {
      value: fmt.number(tally.stickers),
      label: t('field.run.fact.stickers', { count: tally.stickers }),
      ...(limit !== null && limit > tally.stickers
        ? { note: t('field.run.fact.unused', { count: limit - tally.stickers }) }
        : {}),
    },
  ];

  const ask = () =>
    finish(
      t('field.run.finish-ask', { village: info.village, stickers: tally.stickers }),
      t('field.run.finish'),
    );

  return (
    <>
      {finished !== '' && <Finished title={t('field.run.finished', { time: fmt.dateTime(finished) })} />}
      <DoneToday facts={facts} />
      <section aria-labelledby="run-top">
        <h2 id="run-top">{t('field.run.top')}</h2>
        {top.length === 0 ? (
          <p class="hint">{t('field.run.top-empty')}</p>
        ) : (
          <ol class="run-top-problems">
            {top.map((one) => (
              <li key={one.id}>
                <span class="run-top-number" aria-hidden="true">
                  {fmt.number(one.rank)}
                </span>
                <span class="run-top-name">{one.name.trim() || t('field.run.nameless-problem')}</span>
                <b>{t('field.run.votes', { count: one.votes })}</b>
                <Bar share={most === 0 ? 0 : one.votes / most} />
              </li>
            ))}
          </ol>
        )}
      </section>
      <ActivePeople />
      <section class="card run-thanks" aria-labelledby="run-thanks">
        <h2 id="run-thanks">{t('field.run.thanks-title')}</h2>
        <p>{t('field.run.thanks-1', { village: info.village })}</p>
        <p>
          {top.length > 0
            ? t('field.run.thanks-2', { count: sums.people ?? 0, stickers: tally.stickers })
            : t('field.run.thanks-2-plain')}
        </p>
        <p>{t('field.run.thanks-3')}</p>
      </section>
      {hints.length > 0 && (
        <section aria-labelledby="run-checks">
          <h2 id="run-checks">{t('field.run.checks')}</h2>
          <p class="hint">{t('field.run.checks-hint')}</p>
          <ul class="run-checks">
            {hints.map((hint) => (
              <li key={hint.code} class={hint.weight}>
                <a href={`#/m/${id}/${hint.step}`}>
                  <Icon name={hint.weight === 'look' ? 'alert' : 'info'} />
                  <span>
                    {t(
                      [
                        'few-people',
                        'many-people',
                        'no-women',
                        'no-men',
                        'one-sided',
                        'sex-unknown',
                      ].includes(hint.code)
                        ? `field.run.hint.${hint.code}`
                        : `field.run.check.${hint.code}`,
                      hint.params,
                    )}
                  </span>
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {role === 'host' && (
        <p class="run-finish">
          <button type="button" class="btn" disabled={busy} onClick={() => void ask()}>
            <Icon name="check" />
            {finished === '' ? t('field.run.finish') : t('field.run.finish-again')}
          </button>
          {finished !== '' && <span class="hint">{t('field.run.finish-again-hint')}</span>}
        </p>
      )}
    </>
  );
}
