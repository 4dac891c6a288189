import { rollUp, tieAtCut, topWithTies } from '../../methods/rollup.ts';
import { fewestParticipants } from '../../methods/tally-types.ts';
import { usePage } from '../../platform/ui/page-context.ts';
import { RankList } from '../../drawings/rank-list.tsx';
import { Facts, Notice } from '../../platform/ui/surfaces.tsx';
import { problems, session } from '../examples.ts';
import type { Inputs } from '../inputs.ts';
import { NumberRow, Try } from './parts.tsx';

const top = 5;

/** One session: votes, places, ties, and the warnings that belong to it. */
export function StickersExample({ inputs }: { inputs: Inputs }) {
  const { t, fmt } = usePage();
  const votes = problems.map((problem, index) =>
    inputs.whole(problem, session.votes[index] ?? 0, { max: 10_000 }),
  );
  const people = inputs.whole('people', session.people, { max: 10_000 });
  const stickers = inputs.whole('stickers', session.stickers, { min: 1, max: 20 });
  const counted = rollUp({
    groups: [
      { id: 'session', votes: new Map(problems.map((problem, index) => [problem, votes[index] ?? 0])) },
    ],
    rule: 'raw',
    compare: (a, b) => problems.indexOf(a) - problems.indexOf(b),
  });
  const ranking = counted.ok ? counted.ranking : [];
  const all = counted.ok ? counted.votes : 0;
  const given = people * stickers;
  const shown = topWithTies(ranking, top);
  return (
    <>
      <Facts
        items={[
          { value: fmt.number(all), label: t('ui.field.votes') },
          { value: fmt.number(given), label: t('explain.stickers.given'), note: `${people} × ${stickers}` },
          { value: fmt.number(Math.max(0, given - all)), label: t('explain.stickers.unused') },
        ]}
      />
      {people < fewestParticipants && (
        <Notice tone="warn">{t('explain.stickers.few', { people, minimum: fewestParticipants })}</Notice>
      )}
      {all > given && <Notice tone="bad">{t('explain.stickers.too-many', { votes: all, given })}</Notice>}
      {tieAtCut(ranking, top) && (shown.at(-1)?.votes ?? 0) > 0 && (
        <Notice tone="warn">{t('explain.stickers.tie', { top, listed: shown.length })}</Notice>
      )}
      <RankList
        top={top}
        items={ranking.map((entry) => ({
          key: entry.problem,
          rank: entry.rank,
          name: t(`explain.problem.${entry.problem}`),
          votes: entry.votes,
          parts: [entry.votes],
          tied: entry.tied && entry.votes > 0,
          meta: fmt.percent(entry.share.toNumber(), 1),
        }))}
      />
      <Try inputs={inputs}>
        <NumberRow
          inputs={inputs}
          fields={[
            ...problems.map((problem, index) => ({
              name: problem,
              label: t(`explain.problem.${problem}`),
              value: session.votes[index] ?? 0,
            })),
            { name: 'people', label: t('ui.field.people'), value: session.people },
            { name: 'stickers', label: t('explain.stickers.each'), value: session.stickers },
          ]}
        />
      </Try>
    </>
  );
}
