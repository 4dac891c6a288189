import type { ComponentChildren } from 'preact';
import { usePage } from '../../platform/ui/page-context.ts';
import { useStyles } from '../../platform/ui/head.ts';
import { Icon } from '../../platform/ui/icon.tsx';
import { Tag, type Tone } from '../../platform/ui/surfaces.tsx';
import type { ClockItem, PastClock } from '../data/clocks.ts';
import type { Standing } from '../rules/count-clock.ts';
import { daysInWords } from './days-in-words.ts';
import { ruleInWords } from './in-words.ts';

const tones: Record<Standing, Tone> = {
  running: 'info',
  'due-soon': 'warn',
  late: 'bad',
  done: 'ok',
  'done-late': 'warn',
};

/** How a clock stands, in a word or two. */
export function StandingTag({ clock }: { clock: ClockItem }) {
  const { t, fmt } = usePage();
  const { standing, daysLeft } = clock.counted;
  const away = (days: number) =>
    days < 0 ? t('deadlines.late', { count: -days }) : t('deadlines.left', { count: days });
  const words =
    clock.doneOn !== null
      ? t(`deadlines.standing.${standing}`, { day: fmt.dayMonth(clock.doneOn) })
      : daysLeft === 0
        ? t('deadlines.today')
        : daysLeft !== null
          ? away(daysLeft)
          : t(`deadlines.standing.${standing}`);
  return <Tag tone={tones[standing]}>{words}</Tag>;
}

/**
 * The clocks of a thing for the people of the municipality: what is due and when, what is late, who answers for it; folded,
 * by which rule and source, and what ran before.
 */
export function ClockList<Clock extends ClockItem>({
  clocks,
  label,
  subject,
  below,
  saysYears = true,
}: {
  clocks: readonly Clock[];
  /** Names the list for those who hear it. */
  label: string;
  /** Of which thing each is, where the list is of several. */
  subject?: (clock: Clock) => ComponentChildren;
  /** What may be done with one. */
  below?: (clock: Clock) => ComponentChildren;
  /** Whether each says that its year of the calendar is not entered; not where the page says it once. */
  saysYears?: boolean;
}) {
  useStyles('deadlines.css');
  return (
    <ul class="clocks" aria-label={label}>
      {clocks.map((clock) => (
        <li key={clock.id ?? `${clock.name} ${clock.subjectId}`} class={clock.counted.standing}>
          <ClockLine clock={clock} subject={subject?.(clock)} below={below?.(clock)} saysYears={saysYears} />
        </li>
      ))}
    </ul>
  );
}

function ClockLine({
  clock,
  subject,
  below,
  saysYears,
}: {
  clock: ClockItem;
  subject: ComponentChildren;
  below: ComponentChildren;
  saysYears: boolean;
}) {
  const i18n = usePage();
  const { t, fmt } = i18n;
  const { counted, responsible, name, doneOn } = clock;
  return (
    <>
      <div class="clock-head">
        <b>{t(`deadlines.rule.${name}`)}</b>
        <StandingTag clock={clock} />
      </div>
      {subject && <p class="clock-subject">{subject}</p>}
      <p class="clock-days">
        <Icon name="calendar" size={18} />
        <span>
          {counted.due === null && counted.earliest === null
            ? t('deadlines.event-day', { day: fmt.date(clock.from) })
            : daysInWords(i18n, counted)}
        </span>
      </p>
      {doneOn === null && counted.adviseBy !== null && counted.standing !== 'late' && (
        <p class="clock-note">
          {t('deadlines.advice', { day: fmt.date(counted.adviseBy), weekday: fmt.weekday(counted.adviseBy) })}
        </p>
      )}
      {saysYears && doneOn === null && !counted.yearEntered && (
        <p class="clock-note">
          {t('deadlines.year-missing', { years: fmt.list(counted.missingYears.map(String)) })}
        </p>
      )}
      {responsible && <p class="clock-note">{t('deadlines.responsible', { name: responsible.fullName })}</p>}
      {counted.ruleNow && <RuleNow clock={clock} now={counted.ruleNow} />}
      <details>
        <summary>{t('deadlines.by-which-rule')}</summary>
        <p>{t('deadlines.counted-from', { day: fmt.date(clock.from) })}</p>
        <Rule clock={clock} rule={counted.rule} />
        {clock.history.length > 0 && <History past={clock.history} />}
      </details>
      {below}
    </>
  );
}

function Rule({ clock, rule }: { clock: ClockItem; rule: ClockItem['counted']['rule'] }) {
  const i18n = usePage();
  return (
    <ul>
      {ruleInWords(i18n, clock.name, rule).map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

/** Another rule has come into force since the clock began: both are shown, with the one it goes by said first. */
function RuleNow({ clock, now }: { clock: ClockItem; now: NonNullable<ClockItem['counted']['ruleNow']> }) {
  const i18n = usePage();
  const { t } = i18n;
  return (
    <details>
      <summary>{t(now.applies ? 'deadlines.rule-now.applies' : 'deadlines.rule-now.keeps')}</summary>
      <p>{t('deadlines.rule-now.days', { days: daysInWords(i18n, now) })}</p>
      <Rule clock={clock} rule={now.rule} />
    </details>
  );
}

function History({ past }: { past: readonly PastClock[] }) {
  const i18n = usePage();
  const { t, fmt } = i18n;
  return (
    <>
      <p>{t('deadlines.history')}</p>
      <ul>
        {past.map((one) => (
          <li key={one.id}>
            {[
              t('deadlines.past.from', { day: fmt.date(one.from) }),
              one.due === null ? '' : t('deadlines.past.due', { day: fmt.date(one.due) }),
              one.doneOn === null ? '' : t('deadlines.past.done', { day: fmt.date(one.doneOn) }),
              t(`deadlines.past.${one.stoppedBy}`, { day: fmt.date(one.stoppedOn) }),
              one.reason,
            ]
              .filter((part) => part !== '')
              .join(' ')}
          </li>
        ))}
      </ul>
    </>
  );
}
