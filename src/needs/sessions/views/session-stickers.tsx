import { Button } from '../../../platform/ui/button.tsx';
import { DataTable } from '../../../platform/ui/data-table.tsx';
import { NumberField, SelectField, TextArea, TextField } from '../../../platform/ui/fields.tsx';
import { ActionForm, Form } from '../../../platform/ui/form.tsx';
import { usePage } from '../../../platform/ui/page-context.ts';
import { Card, Tag } from '../../../platform/ui/surfaces.tsx';
import type { StatementItem } from '../data/sessions.ts';
import { sessionPath, SessionFrame, stepPath } from './session-frame.tsx';
import type { StepProps } from './session-record.tsx';
import { formState } from './session-record.tsx';

export interface StickersProps extends StepProps {
  statements: readonly StatementItem[];
  /** Names of the cycle's problems, offered while typing. */
  problems: readonly string[];
  form?: 'one' | 'lines' | 'counts' | undefined;
  /** The participant number typed last, kept for the next sticker. */
  lastNumber?: string | undefined;
}

/** Стикерлер: one after another by Enter, several at once, or problem and count. */
export function StickersPage(props: StickersProps) {
  const { t, fmt, href } = usePage();
  const { session, statements } = props;
  const of = (name: string) => (props.form === name ? formState(props) : {});
  const sexes = [
    { value: '', label: t('needs.stickers.sex-unknown') },
    { value: 'female', label: t('ui.sex.female') },
    { value: 'male', label: t('ui.sex.male') },
  ];
  return (
    <SessionFrame
      session={session}
      step="stickers"
      title={t('needs.step.stickers')}
      lead={t('needs.stickers.lead', { max: session.stickersPerPerson })}
      today={props.today}
      phaseOpen={props.phaseOpen}
      mayRecord={props.mayRecord}
    >
      {props.mayRecord && (
        <>
          <Card title={t('needs.stickers.one')}>
            <Form
              id="one"
              action={sessionPath(session, '/stickers')}
              submit={t('ui.add')}
              inline
              {...of('one')}
            >
              <TextField
                name="text"
                label={t('ui.field.statement')}
                hint={t('needs.stickers.text-hint')}
                required
                maxLength={500}
                suggestions={props.problems}
              />
              <NumberField
                name="participantNumber"
                label={t('ui.field.participant')}
                hint={t('needs.stickers.number-hint')}
                value={props.lastNumber ?? ''}
              />
              <SelectField name="sex" label={t('needs.stickers.who')} empty={null} value="" options={sexes} />
            </Form>
          </Card>
          <details class="confirm" open={props.form === 'counts' || undefined}>
            <summary class="btn ghost">{t('needs.stickers.counts')}</summary>
            <Form
              id="counts"
              action={sessionPath(session, '/stickers/counts')}
              submit={t('ui.add')}
              {...of('counts')}
            >
              <TextArea
                name="lines"
                label={t('needs.stickers.counts-lines')}
                hint={t('needs.stickers.counts-hint')}
                rows={8}
                required
              />
            </Form>
          </details>
          <details class="confirm" open={props.form === 'lines' || undefined}>
            <summary class="btn ghost">{t('needs.stickers.several')}</summary>
            <Form
              id="lines"
              action={sessionPath(session, '/stickers/lines')}
              submit={t('ui.add')}
              {...of('lines')}
            >
              <TextArea name="lines" label={t('needs.stickers.lines')} rows={8} required />
              <NumberField
                name="participantNumber"
                label={t('ui.field.participant')}
                hint={t('needs.stickers.number-hint')}
              />
              <SelectField name="sex" label={t('needs.stickers.who')} empty={null} value="" options={sexes} />
            </Form>
          </details>
        </>
      )}
      <Card
        title={t('needs.stickers.list', { count: statements.length })}
        aside={
          statements.length > 0 && (
            <a href={href(stepPath(session, 'grouping'))}>{t('needs.step.grouping')}</a>
          )
        }
      >
        <DataTable
          caption={t('needs.stickers.list', { count: statements.length })}
          hideCaption
          rows={statements}
          rowKey={(one) => one.id}
          empty={<p class="hint">{t('needs.stickers.empty')}</p>}
          columns={[
            {
              key: 'text',
              label: t('ui.field.statement'),
              head: true,
              cell: (one) =>
                props.mayRecord ? (
                  <details>
                    <summary>{one.text}</summary>
                    <Form
                      id={`correct-${one.id}`}
                      action={sessionPath(session, `/stickers/${one.id}/correct`)}
                      submit={t('needs.stickers.correct')}
                      submitLook="ghost"
                    >
                      <TextField
                        name="text"
                        label={t('ui.field.statement')}
                        value={one.text}
                        maxLength={500}
                      />
                      <TextField name="reason" label={t('ui.field.reason')} maxLength={500} />
                    </Form>
                  </details>
                ) : (
                  one.text
                ),
            },
            {
              key: 'number',
              label: t('needs.stickers.who'),
              cell: (one) =>
                [
                  one.participantNumber === null ? '' : `№ ${one.participantNumber}`,
                  one.sex === null ? '' : t(`ui.sex.${one.sex}`),
                ]
                  .filter((text) => text !== '')
                  .join(', ') || '–',
            },
            { key: 'problem', label: t('ui.field.problem'), cell: (one) => one.problemName ?? '–' },
            {
              key: 'by',
              label: t('needs.stickers.by'),
              cell: (one) => (
                <>
                  {one.byName}, {fmt.dateTime(one.createdAt)}
                  {one.corrected && <Tag>{t('needs.stickers.corrected')}</Tag>}
                </>
              ),
            },
            ...(props.mayRecord
              ? [
                  {
                    key: 'undo',
                    label: t('ui.actions'),
                    cell: (one: StatementItem) => (
                      <ActionForm action={sessionPath(session, `/stickers/${one.id}/withdraw`)}>
                        <Button
                          look="plain"
                          small
                          icon="undo"
                          label={`${t('needs.stickers.withdraw')}: ${one.text}`}
                        >
                          {t('needs.stickers.withdraw')}
                        </Button>
                      </ActionForm>
                    ),
                  },
                ]
              : []),
          ]}
        />
      </Card>
    </SessionFrame>
  );
}
