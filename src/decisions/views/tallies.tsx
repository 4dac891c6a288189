import { Fragment } from 'preact';
import { Form } from '../../platform/forms/form.tsx';
import { DataTable } from '../../platform/ui/data-table.tsx';
import { CheckboxField, HiddenField, NumberField } from '../../platform/ui/fields.tsx';
import { usePage } from '../../platform/ui/page-context.ts';
import { Notice } from '../../platform/ui/surfaces.tsx';
import { paperText } from '../../meetings/rules/from-paper.ts';
import { enterTally } from '../commands/enter-tally.ts';
import { standingTallies } from '../rules/tallies.ts';
import type { Question, Tally } from '../data/questions.ts';
import { differences } from '../rules/decide.ts';
import { countedChoices } from '../rules/question.ts';
import { choiceName } from './labels.ts';

/** What one counter has counted. */
export function TallyForm({
  question,
  at,
  accountId,
  fromPaper,
}: {
  question: Question;
  at: string;
  accountId: string;
  fromPaper: boolean;
}) {
  const i18n = usePage();
  const { t } = i18n;
  const nameOf = choiceName(i18n, question);
  const mine = standingTallies(question.tallies).find((one) => one.accountId === accountId);
  return (
    <>
      <p>{t(mine ? 'decisions.tally.again' : 'decisions.tally.first')}</p>
      <Form
        of={enterTally}
        id="tally"
        action={`${at}/tally`}
        submit={t('decisions.tally.save')}
        row={{ fromPaper }}
        unkept
      >
        {(f) => [
          ...countedChoices(question).map((choice, index) => (
            <Fragment key={choice}>
              <HiddenField name={`rows.${index}.choice`} value={choice} />
              <NumberField name={`rows.${index}.votes`} label={nameOf(choice)} required />
            </Fragment>
          )),
          <CheckboxField key="paper" {...f('fromPaper')} hint={t('meetings.from-paper.hint')} />,
        ]}
      </Form>
    </>
  );
}

/** Both counters side by side with what differs; somebody who counts does not see the other's figures before their own. */
export function Tallies({
  question,
  accountId,
  mayRecord,
  days,
}: {
  question: Question;
  accountId: string;
  mayRecord: boolean;
  days: Parameters<typeof paperText>[2];
}) {
  const i18n = usePage();
  const { t, fmt } = i18n;
  const nameOf = choiceName(i18n, question);
  const standing = standingTallies(question.tallies);
  const open = question.state === 'open';
  const own = standing.some((one) => one.accountId === accountId);
  if (open && mayRecord && !own)
    return standing.length === 0 ? null : (
      <Notice tone="info">{t('decisions.tally.other-counted', { name: standing[0]!.byName })}</Notice>
    );
  const [one, other] = standing.slice(-2);
  const differing = one && other ? differences(one.figures, other.figures) : undefined;
  return (
    <>
      {open && differing === undefined && <Notice tone="info">{t('decisions.tally.one-lacks')}</Notice>}
      {open && differing?.length === 0 && (
        <Notice tone="success" title={t('decisions.tally.agree')}>
          {t('decisions.tally.agree-text')}
        </Notice>
      )}
      {open && differing !== undefined && differing.length > 0 && (
        <Notice tone="warn" title={t('decisions.tally.differ')}>
          <p>
            {differing
              .map((pair) =>
                t('decisions.tally.pair', {
                  name: nameOf(pair.id),
                  one: fmt.number(pair.one ?? 0),
                  other: fmt.number(pair.other ?? 0),
                }),
              )
              .join(' ')}
          </p>
          <p>{t('decisions.tally.differ-text')}</p>
        </Notice>
      )}
      <DataTable
        caption={t('decisions.tally.title')}
        rows={question.tallies}
        rowKey={(row) => row.id}
        columns={[
          { key: 'by', label: t('decisions.tally.counter'), head: true, cell: (row) => row.byName },
          {
            key: 'at',
            label: t('decisions.tally.at'),
            cell: (row) => (
              <>
                {fmt.dateTime(row.at)}{' '}
                {row.paperTypedOn !== null && <small>{paperText(i18n, row.paperTypedOn, days)}</small>}
              </>
            ),
          },
          ...countedChoices(question).map((choice) => ({
            key: choice,
            label: nameOf(choice),
            align: 'end' as const,
            cell: (row: Tally) => fmt.number(row.figures[choice] ?? 0),
          })),
          {
            key: 'stands',
            label: t('ui.field.state'),
            cell: (row) => t(standing.includes(row) ? 'decisions.tally.stands' : 'decisions.tally.recounted'),
          },
        ]}
      />
    </>
  );
}
