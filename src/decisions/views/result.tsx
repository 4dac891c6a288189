import { Bar } from '../../platform/ui/bar.tsx';
import { useStyles } from '../../platform/ui/head.ts';
import { usePage } from '../../platform/ui/page-context.ts';
import { Tag, type Tone } from '../../platform/ui/surfaces.tsx';
import type { Question } from '../data/questions.ts';
import type { VoteCount } from '../rules/decide.ts';
import { decisionInWords, ruleInWords } from './in-words.ts';
import { choiceName } from './labels.ts';

const stateTone: Readonly<Record<Question['state'], Tone>> = {
  draft: 'info',
  open: 'warn',
  closed: 'ok',
  annulled: 'bad',
};

/** Where a question stands; of a closed one what was decided. */
export function QuestionState({ question }: { question: Question }) {
  const { t } = usePage();
  const { state, decided } = question;
  if (state === 'closed' && decided)
    return (
      <Tag tone={decided.state === 'adopted' ? 'ok' : 'info'}>{t(`decisions.outcome.${decided.state}`)}</Tag>
    );
  return <Tag tone={stateTone[state]}>{t(`decisions.state.${state}`)}</Tag>;
}

/** The chair has still to say how it voted, because the votes are equal and the rule lets it decide. */
export const awaitsChair = ({ decided, rule, chair, seats }: Question): boolean =>
  (seats ?? 1) === 1 &&
  decided !== null &&
  rule?.tie === 'chair' &&
  chair === null &&
  decided.tied.length > 0;

/** Votes by choice, the sides of a motion in their order, options by their votes. */
function linesOf({ votes, abstained, spoiled }: VoteCount): { id: string; votes: number }[] {
  const lines =
    votes.kind === 'motion'
      ? [
          { id: 'for', votes: votes.for },
          { id: 'against', votes: votes.against },
        ]
      : [...votes.options].sort((a, b) => b.votes - a.votes);
  const others = spoiled === undefined ? [] : [{ id: 'spoiled', votes: spoiled }];
  return [...lines, { id: 'abstained', votes: abstained }, ...others];
}

/** The figures as bars of one scale: the whole is everybody who could vote. */
export function Figures({ question }: { question: Question }) {
  const i18n = usePage();
  useStyles('voting.css');
  const { counted, decided } = question;
  if (!counted || !decided) return null;
  const nameOf = choiceName(i18n, question);
  const voters = Math.max(1, decided.voters);
  return (
    <dl class="vote-figures">
      {linesOf(counted).map(({ id, votes }) => (
        <div key={id} class={decided.winners.includes(id) ? 'won' : undefined}>
          <dt>{nameOf(id)}</dt>
          <dd>
            <b>{i18n.fmt.number(votes)}</b>
            <Bar share={votes / voters} {...(decided.winners.includes(id) ? { tone: 'ok' as const } : {})} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** What was decided and which numbers led to it, in words; for the page and the minutes alike. */
export function ResultInWords({ question }: { question: Question }) {
  const i18n = usePage();
  const { counted, decided, rule } = question;
  if (!counted || !decided || !rule) return null;
  const words = decisionInWords(
    i18n,
    rule,
    counted,
    decided,
    choiceName(i18n, question),
    question.seats ?? 1,
  );
  return (
    <>
      <p class="vote-outcome">
        <b>{words.at(-1)}</b>
      </p>
      <p>{words.slice(0, -1).join(' ')}</p>
    </>
  );
}

/** The rule by which it is decided, what kind of decision it is, and where the rule comes from. */
export function RuleWords({ question }: { question: Question }) {
  const i18n = usePage();
  const { rule, ruleName } = question;
  return (
    <p class="hint">
      {i18n.t('decisions.by-rule', { rule: i18n.t(`decisions.rule.${ruleName}`) })}
      {rule && ` ${ruleInWords(i18n, rule).join(' ')}`}
    </p>
  );
}
