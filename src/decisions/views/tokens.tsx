import { Form } from '../../platform/forms/form.tsx';
import { LinkButton } from '../../platform/ui/button.tsx';
import { DataTable } from '../../platform/ui/data-table.tsx';
import { NumberField, TextField } from '../../platform/ui/fields.tsx';
import { useStyles } from '../../platform/ui/head.ts';
import { usePage } from '../../platform/ui/page-context.ts';
import { Card, Facts } from '../../platform/ui/surfaces.tsx';
import { giveToken } from '../commands/give-token.ts';
import { printCards } from '../commands/print-cards.ts';
import { voidToken } from '../commands/void-token.ts';
import type { DoorState } from '../data/door.ts';
import type { Token } from '../data/tokens.ts';

/** Numbers of a meeting: printed beforehand, given, taken back. Who holds which number is for those who register. */
export function TokensBody({
  state,
  tokens,
  path,
  mayRecord,
  seeHolders,
}: {
  state: DoorState;
  tokens: readonly Token[];
  path: (rest: string) => string;
  mayRecord: boolean;
  seeHolders: boolean;
}) {
  const { t, fmt } = usePage();
  useStyles('voting.css');
  const stack = tokens.filter(({ givenAt, voidedAt }) => givenAt === null && voidedAt === null);
  return (
    <div class="vote-page">
      <Facts
        items={[
          { value: fmt.number(state.given), label: t('decisions.door.given') },
          { value: fmt.number(state.stack), label: t('decisions.door.stack') },
          { value: fmt.number(state.voided), label: t('decisions.door.taken-back') },
        ]}
      />
      {mayRecord && (
        <Card title={t('decisions.cards.title')}>
          <p>{t('decisions.cards.text')}</p>
          {stack.length > 0 && (
            <p>
              <LinkButton look="ghost" href={path('/cards.pdf')} icon="print">
                {t('decisions.cards.print', { from: stack[0]!.number, to: stack.at(-1)!.number })}
              </LinkButton>
            </p>
          )}
          <Form
            of={printCards}
            id="cards"
            action={path('/tokens')}
            submit={t('decisions.cards.make')}
            submitLook={stack.length > 0 ? 'ghost' : 'primary'}
            inline
          >
            {(f) => <NumberField {...f('cards')} />}
          </Form>
        </Card>
      )}
      {mayRecord && state.people > 0 && (
        <Card title={t('decisions.give.title')}>
          <p class="hint">{t('decisions.give.text')}</p>
          <Form
            of={giveToken}
            id="give"
            action={path('/tokens/give')}
            submit={t('decisions.give.verb')}
            inline
          >
            {(f) => (
              <>
                <NumberField {...f('number')} />
                <NumberField {...f('card')} hint={t('decisions.card.hint')} />
              </>
            )}
          </Form>
        </Card>
      )}
      {mayRecord && tokens.length > 0 && (
        <Card title={t('decisions.void.title')}>
          <p class="hint">{t('decisions.void.text')}</p>
          <Form
            of={voidToken}
            id="void"
            action={path('/tokens/void')}
            submit={t('decisions.void.verb')}
            submitLook="danger"
          >
            {(f) => (
              <>
                <NumberField {...f('number')} />
                <TextField {...f('reason')} example={t('decisions.example.void-reason')} />
              </>
            )}
          </Form>
        </Card>
      )}
      <DataTable
        caption={t('decisions.tokens.title')}
        rows={tokens.filter(({ givenAt, voidedAt }) => givenAt !== null || voidedAt !== null)}
        rowKey={(one) => one.id}
        empty={<p class="hint">{t('error.tokens-none')}</p>}
        columns={[
          { key: 'number', label: t('decisions.token.number'), head: true, cell: (one) => one.number },
          ...(seeHolders
            ? [
                {
                  key: 'holder',
                  label: t('decisions.token.holder'),
                  cell: ({ holder }: Token) =>
                    holder === null
                      ? '–'
                      : (holder.fullName ?? t('meetings.people.nameless', { number: holder.number })),
                },
              ]
            : []),
          {
            key: 'state',
            label: t('ui.field.state'),
            cell: (one) =>
              one.voidedAt === null
                ? t('decisions.token.stands')
                : t('decisions.token.voided', { name: one.voidedBy ?? '', reason: one.voidReason ?? '' }),
          },
        ]}
      />
    </div>
  );
}
