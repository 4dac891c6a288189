import { Button } from '../../../platform/ui/button.tsx';
import { DataTable } from '../../../platform/ui/data-table.tsx';
import { TextField } from '../../../platform/ui/fields.tsx';
import { ActionForm, Form } from '../../../platform/ui/form.tsx';
import { usePage } from '../../../platform/ui/page-context.ts';
import { Card, Tag } from '../../../platform/ui/surfaces.tsx';
import type { Batch } from '../data/batches.ts';
import type { StatementItem } from '../data/sessions.ts';
import { sessionPath, SessionFrame, stepPath } from './session-frame.tsx';
import { StickerWays, TakeBack, type StickerWaysProps } from './sticker-ways.tsx';

export interface StickersProps extends StickerWaysProps {
  statements: readonly StatementItem[];
  /** What was entered last. */
  batch: Batch | undefined;
}

/** Стикерлер: one after another by Enter, several at once, or problem and count. */
export function StickersPage(props: StickersProps) {
  const { t, fmt, href } = usePage();
  const { session, statements, batch } = props;
  return (
    <SessionFrame
      page={props}
      step="stickers"
      title={t('needs.step.stickers')}
      lead={t('needs.stickers.lead', { max: session.stickersPerPerson })}
    >
      {props.mayRecord && (
        <>
          <StickerWays {...props} />
          {batch && <TakeBack session={session} batch={batch} />}
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
                        <Button look="plain" small icon="undo" label={`${t('ui.remove')}: ${one.text}`}>
                          {t('ui.remove')}
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
