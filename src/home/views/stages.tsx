import type { CycleRow } from '../../cycle/data.ts';
import type { StageState } from '../../cycle/rules/stages.ts';
import { StageTrack } from '../../drawings/stages.tsx';
import type { Stage } from '../../drawings/words.ts';
import { useI18n } from '../../platform/i18n/context.ts';
import { useRoom } from '../../platform/ui/page-context.ts';
import { Tag, type Tone } from '../../platform/ui/surfaces.tsx';
import type { CycleTrack, StageLine } from '../data/stages.ts';

/** As the track of the drawings calls it. */
const drawn: Readonly<Record<StageState, 'done' | 'current' | 'next' | 'late' | 'skipped'>> = {
  ahead: 'next',
  late: 'late',
  current: 'current',
  done: 'done',
  skipped: 'skipped',
};

/** Where the work of a stage is done; undefined for those that have no room yet. */
export function useStagePath(cycle: CycleRow): (line: StageLine) => string | undefined {
  const base = useRoom();
  return ({ stage, planId }) => {
    switch (stage) {
      case 'needs':
        return `${base}/cycle?year=${cycle.year}`;
      case 'groups':
        return `${base}/groups?cycle=${cycle.id}`;
      case 'plan':
        return planId === null ? `${base}/plan` : `${base}/plan/${planId}`;
      default:
        return undefined;
    }
  };
}

/** «4 / 6 сессия», «3 топ, 29 мүчө», «24 иш-чара», and when it begins or why it is left out. */
export function useStageNote(): (line: StageLine) => string {
  const { t, fmt } = useI18n();
  return ({ stage, counts, state, mark, on, reason }) => {
    const said =
      mark === 'later' && on !== null && (state === 'ahead' || state === 'late')
        ? t('cycle.stages.begins', { day: fmt.date(on), reason })
        : state === 'skipped'
          ? reason
          : '';
    const has = Object.values(counts).some((one) => one > 0);
    const numbers = Object.fromEntries(
      Object.entries(counts).map(([key, value]) => [key, fmt.number(value)]),
    );
    const counted = has ? t(`cycle.stages.note.${stage}`, numbers) : '';
    return [counted, said].filter((text) => text !== '').join('. ');
  };
}

/** The stages of one cycle, each by itself, with what stands of those under way. */
export function Track({ cycle, lines }: CycleTrack) {
  const { t, href } = useI18n();
  const base = useRoom();
  const pathOf = useStagePath(cycle);
  const noteOf = useStageNote();
  const lineOf = new Map(lines.map((one) => [one.stage, one]));
  const states = Object.fromEntries(lines.map((one) => [one.stage, drawn[one.state]])) as Record<
    Stage,
    (typeof drawn)[StageState]
  >;
  const told = lines.filter((one) => one.state !== 'ahead' || one.mark === 'later');
  return (
    <section aria-label={t('cycle.title.year', { year: cycle.year })}>
      <h2>
        <a href={href(`${base}/cycle?year=${cycle.year}`)}>{t('cycle.title.year', { year: cycle.year })}</a>
      </h2>
      <StageTrack current={null} states={states} linkTo={(stage) => pathOf(lineOf.get(stage)!)} />
      <ul class="plain">
        {told
          .map((line) => ({ line, note: noteOf(line) }))
          .filter(({ note }) => note !== '')
          .map(({ line, note }) => {
            const path = pathOf(line);
            const name = t(`drawings.stage.${line.stage}`);
            return (
              <li key={line.stage}>
                {path ? <a href={href(path)}>{name}</a> : name}: {note} <StageTag state={line.state} />
              </li>
            );
          })}
      </ul>
      <p>
        <a href={href(`${base}/cycle/stages?year=${cycle.year}`)}>{t('cycle.stages.title')}</a>
      </p>
    </section>
  );
}

const tones: Readonly<Record<StageState, Tone | undefined>> = {
  ahead: undefined,
  late: 'warn',
  current: 'info',
  done: 'ok',
  skipped: undefined,
};

/** Where a stage stands, in a word. */
export function StageTag({ state }: { state: StageState }) {
  const { t } = useI18n();
  const tone = tones[state];
  return <Tag {...(tone && { tone })}>{t(`drawings.stages.${drawn[state]}`)}</Tag>;
}
