import type { ComponentChildren, VNode } from 'preact';
import type { SessionRecord } from '../../../needs/sessions/rules/session-record.ts';
import { Icon } from '../../../platform/ui/icon.tsx';
import { useApp, useMeeting, useRecord } from '../core/hooks.ts';
import { Segments } from '../kit/segments.tsx';
import { HeadCount } from './head-count.tsx';
import { PeopleList, type PersonMore } from './people-list.tsx';

/** Who came: one by one, or only how many. Both stand in the record; going back and forth loses nothing. */
export function WhoCame(
  props: PersonMore & {
    /** What the sums say (Attendance). */
    sums: VNode;
    /** What the list knows, for the head count that takes its place. */
    counted: () => Partial<Pick<SessionRecord, 'women' | 'men' | 'deputies' | 'executives'>>;
    countsHint?: string;
    /** Asked of a head count besides women and men. */
    counts: ComponentChildren;
    /** Counted beside a list. */
    beside?: ComponentChildren;
  },
): VNode {
  const { t } = useApp();
  const { edit } = useMeeting();
  const { attendance, people } = useRecord('attendance', 'people');
  return (
    <section aria-labelledby="run-who">
      <h2 id="run-who">{t('field.run.who-came')}</h2>
      <Segments
        label={t('field.run.attendance')}
        value={attendance}
        of={['list', 'counts'] as const}
        words={(way) => t(`field.run.attendance-${way}`)}
        onValue={(way) => edit.setMeta({ ...(way === 'counts' ? props.counted() : {}), attendance: way })}
      />
      {props.sums}
      {attendance === 'counts' ? (
        <>
          {people.length > 0 && <p class="hint">{t('field.run.list-kept', { count: people.length })}</p>}
          {props.countsHint && <p class="hint">{props.countsHint}</p>}
          <HeadCount of={['women', 'men']} />
          {props.counts}
        </>
      ) : (
        <>
          <PeopleList more={props.more} factsOf={props.factsOf} asked={props.asked} onAdded={props.onAdded} />
          {props.beside}
        </>
      )}
    </section>
  );
}

type Counts = Readonly<Record<string, number | null>>;

/**
 * How many are here, in words that stand still while people come in, and what to look at. Counts are named as in
 * `field.run.sum.<name>`; those that are not known are left out.
 */
export function Attendance(props: {
  people: number | null;
  sums: { readonly women: number | null; readonly men: number | null };
  /** Further ones of them, and others who are present; nobody is not worth a word. */
  of: Counts;
  beside?: Counts;
  hints: readonly { readonly key: string; readonly words: string }[];
  children?: ComponentChildren;
}): VNode {
  const { t, fmt } = useApp();
  const people = props.people ?? 0;
  const said = (counts: Counts, least: 0 | 1) =>
    Object.entries(counts).flatMap(([name, count]) =>
      count !== null && count >= least ? [t(`field.run.sum.${name}`, { count })] : [],
    );
  const parts = [...said(props.sums, 0), ...said(props.of, 1)].join(', ');
  const beside = said(props.beside ?? {}, 1).join(', ');
  return (
    <div class="run-sums">
      <p role="status">
        <b class="run-sum-number">{fmt.number(people)}</b>
        <span>
          {t('field.run.sum.people', { count: people })}
          {parts !== '' && <>: {parts}</>}
          {beside !== '' && <>; {t('field.run.sum.beside', { list: beside })}</>}
        </span>
      </p>
      {props.children}
      {props.hints.length > 0 && (
        <ul class="kit-list run-hints">
          {props.hints.map(({ key, words }) => (
            <li key={key}>
              <Icon name="info" size={18} />
              {words}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
