import { Form, type FieldsOf } from '../../platform/forms/form.tsx';
import { Button, LinkButton } from '../../platform/ui/button.tsx';
import { CheckboxField, NumberField, RadioGroup, SelectField, TextField } from '../../platform/ui/fields.tsx';
import { ActionForm } from '../../platform/ui/form.tsx';
import { useStyles } from '../../platform/ui/head.ts';
import { useAsked, usePage } from '../../platform/ui/page-context.ts';
import { DataTable } from '../../platform/ui/data-table.tsx';
import { Card, Facts } from '../../platform/ui/surfaces.tsx';
import { paperText } from '../../meetings/rules/from-paper.ts';
import { openDoor } from '../commands/open-door.ts';
import { registerPerson } from '../commands/register-person.ts';
import type { DoorState, Registered, Waiting } from '../data/door.ts';
import { elsewhere, type doorFields } from '../rules/door-fields.ts';
import { spacedCode } from '../rules/token-code.ts';
import { Qr } from './qr.tsx';

export type Village = { readonly id: string; readonly name: string };

/** A number as it was just given, with what its owner needs to vote by phone. */
export type GivenNumber = { readonly number: number; readonly code: string; readonly svg: string };

export type DoorProps = {
  readonly state: DoorState;
  readonly waiting: readonly Waiting[];
  /** The newest first. */
  readonly registered: readonly Registered[];
  /** Who was written down a moment ago, and the number that was given. */
  readonly last?: { readonly person: Registered; readonly given: GivenNumber | null } | undefined;
  /** The card of the stack that is handed over next; null where nobody works from a stack. */
  readonly card: number | null;
  readonly villages: readonly Village[];
  /** The village of the meeting, most likely the person's too. */
  readonly here: string | null;
  /** The short address for people's own phones, and its square code. */
  readonly address: { readonly text: string; readonly svg: string } | undefined;
  /** The meeting, whose day what is typed from paper belongs to. */
  readonly days: { readonly heldOn: string | null; readonly plannedOn: string | null };
  /** What is typed now most likely stands on paper. */
  readonly fromPaper: boolean;
  readonly path: (rest: string) => string;
  readonly mayRecord: boolean;
};

/** The table at the entrance: three taps a person beside the name. */
export function DoorBody(props: DoorProps) {
  const { state, mayRecord, path } = props;
  const { t, fmt, href } = usePage();
  useStyles('voting.css');
  return (
    <div class="door">
      <Facts
        items={[
          {
            value: fmt.number(state.people),
            label: t('decisions.door.registered'),
            note: t('decisions.door.by-sex', { women: fmt.number(state.women), men: fmt.number(state.men) }),
          },
          {
            value: fmt.number(state.given),
            label: t('decisions.door.given'),
            ...(state.voided > 0
              ? { note: t('decisions.door.voided', { voided: fmt.number(state.voided) }) }
              : {}),
          },
          ...(state.door?.selfRegister
            ? [
                {
                  value: fmt.number(state.waiting),
                  label: t('decisions.door.wait'),
                  note: <a href={`${href(path('/door'))}#waiting`}>{t('decisions.phone.look')}</a>,
                },
              ]
            : []),
        ]}
      />
      {props.last && <JustRegistered {...props.last} />}
      {mayRecord && <RegisterForm {...props} />}
      {mayRecord && props.waiting.length > 0 && <AtTheDoor {...props} />}
      <RegisteredList {...props} />
      {mayRecord && <OwnPhones {...props} />}
      <div class="actions">
        <LinkButton look="ghost" href={path('/registration.pdf')} icon="print">
          {t('decisions.sheet.link')}
        </LinkButton>
        <LinkButton look="ghost" href={path('/registration.docx')} icon="document">
          {t('ui.download.docx')}
        </LinkButton>
        <LinkButton look="ghost" href={path('/tokens')} icon="people">
          {t('decisions.tokens.title')}
        </LinkButton>
      </div>
    </div>
  );
}

function useNames(villages: readonly Village[]) {
  const { t } = usePage();
  return {
    nameOf: ({ fullName, number }: Pick<Registered, 'fullName' | 'number'>) =>
      fullName ?? t('meetings.people.nameless', { number }),
    villageOf: (id: string | null) =>
      villages.find((one) => one.id === id)?.name ?? t('decisions.door.elsewhere'),
  };
}

function JustRegistered({ person, given }: NonNullable<DoorProps['last']>) {
  const { t } = usePage();
  const { nameOf } = useNames([]);
  return (
    <section class="door-last" role="status">
      <div>
        <p>{nameOf(person)}</p>
        {given ? (
          <>
            <p class="door-number">
              <span>{t('decisions.token.number')}</span> <b>{given.number}</b>
            </p>
            <p class="door-code">
              {t('decisions.token.code')} <b>{spacedCode(given.code)}</b>
            </p>
          </>
        ) : (
          <p>
            <b>{t('decisions.door.guest')}</b>
          </p>
        )}
      </div>
      {given && <Qr svg={given.svg} label={t('decisions.token.qr')} size={150} />}
    </section>
  );
}

/** The fields of somebody at the door, for a registrar's page and a person's own phone alike. */
export function PersonFields({
  f,
  villages,
  here,
}: {
  f: FieldsOf<typeof doorFields>;
  villages: readonly Village[];
  here: string | null;
}) {
  const { t } = usePage();
  const village = f('villageId');
  const options = [
    ...villages.map(({ id, name }) => ({ value: id, label: name })),
    { value: elsewhere, label: t('decisions.door.elsewhere') },
  ];
  return (
    <>
      <TextField {...f('fullName')} autocomplete="off" />
      <RadioGroup {...f('sex')} inline />
      {options.length <= 9 ? (
        <RadioGroup {...village} {...(here === null ? {} : { value: here })} options={options} inline />
      ) : (
        <SelectField {...village} value={here ?? ''} options={options} />
      )}
      <SelectField {...f('kind')} value="community" empty={null} />
      <CheckboxField {...f('mayVote')} hint={t('decisions.may-vote.hint')} checked />
    </>
  );
}

function RegisterForm({ villages, here, card, fromPaper, path }: DoorProps) {
  const { t } = usePage();
  const asked = useAsked('another');
  return (
    <Form
      of={registerPerson}
      id="register"
      class="door-form"
      action={path('/door')}
      submit={t('decisions.door.register')}
      row={{ card, fromPaper }}
      unkept
    >
      {(f) => (
        <>
          <PersonFields
            f={f}
            villages={villages}
            here={here ?? (villages.length === 1 ? villages[0]!.id : null)}
          />
          <details class="row-details" open={card !== null || undefined}>
            <summary>{t('decisions.door.by-stack')}</summary>
            <NumberField {...f('card')} hint={t('decisions.card.hint')} />
          </details>
          <CheckboxField {...f('fromPaper')} hint={t('meetings.from-paper.hint')} />
          {asked && <CheckboxField {...f('another')} label={t('decisions.door.another')} />}
        </>
      )}
    </Form>
  );
}

/** People who wrote themselves down by phone: one tap each. */
function AtTheDoor({ waiting, villages, path }: DoorProps) {
  const { t } = usePage();
  const { villageOf } = useNames(villages);
  return (
    <div id="waiting">
      <Card title={t('decisions.waiting.title', { count: waiting.length })} look="next">
        <p class="hint">{t('decisions.waiting.hint')}</p>
        <ul class="door-waiting">
          {waiting.map((one) => {
            const name = one.fullName ?? t('decisions.waiting.nameless');
            const says = [
              ...(one.sex === null ? [] : [t(`ui.sex.${one.sex}`)]),
              villageOf(one.villageId),
              ...(one.kind === 'community' ? [] : [t(`meetings.people.kind.${one.kind}`)]),
            ];
            const may = one.mayVote && one.villageId !== null;
            const fields = { waitingId: one.id };
            return (
              <li key={one.id}>
                <p>
                  <b>{name}</b> <span>{says.join(' · ')}</span>
                </p>
                <div class="door-taps">
                  {may && (
                    <ActionForm action={path('/door/admit')} fields={{ ...fields, mayVote: 'yes' }}>
                      <Button label={`${t('decisions.waiting.give')}: ${name}`}>
                        {t('decisions.waiting.give')}
                      </Button>
                    </ActionForm>
                  )}
                  <ActionForm action={path('/door/admit')} fields={fields}>
                    <Button
                      look={may ? 'ghost' : 'primary'}
                      label={`${t('decisions.waiting.guest')}: ${name}`}
                    >
                      {t('decisions.waiting.guest')}
                    </Button>
                  </ActionForm>
                  <ActionForm action={path('/door/refuse')} fields={fields}>
                    <Button look="plain" label={`${t('decisions.waiting.refuse')}: ${name}`}>
                      {t('decisions.waiting.refuse')}
                    </Button>
                  </ActionForm>
                </div>
                <TwoOfAName waitingId={one.id} mayVote={may} path={path} />
              </li>
            );
          })}
        </ul>
      </Card>
    </div>
  );
}

/** Asked when somebody of the same name and sex stands on the list: a second tap says that it is another person. */
function TwoOfAName({
  waitingId,
  mayVote,
  path,
}: Pick<DoorProps, 'path'> & { waitingId: string; mayVote: boolean }) {
  const { t, refused } = usePage();
  if (refused?.code !== 'person-registered-already' || refused.values.waitingId !== waitingId) return null;
  const fields = { waitingId, another: 'yes', ...(mayVote ? { mayVote: 'yes' } : {}) };
  return (
    <div class="door-taps">
      <ActionForm action={path('/door/admit')} fields={fields}>
        <Button look="ghost">{t('decisions.door.another')}</Button>
      </ActionForm>
    </div>
  );
}

function RegisteredList({ registered, villages, days }: DoorProps) {
  const i18n = usePage();
  const { t } = i18n;
  const { nameOf, villageOf } = useNames(villages);
  if (registered.length === 0) return null;
  return (
    <DataTable
      caption={t('decisions.door.latest')}
      rows={registered}
      rowKey={(one) => one.id}
      columns={[
        { key: 'number', label: t('ui.field.number'), cell: (one) => one.number },
        {
          key: 'name',
          label: t('meetings.col.name'),
          head: true,
          cell: (one) => (
            <>
              {nameOf(one)}{' '}
              {one.paperTypedOn !== null && <small>{paperText(i18n, one.paperTypedOn, days)}</small>}
            </>
          ),
        },
        {
          key: 'sex',
          label: t('ui.field.sex'),
          cell: (one) => (one.sex === null ? '–' : t(`ui.sex.${one.sex}`)),
        },
        { key: 'village', label: t('decisions.field.village'), cell: (one) => villageOf(one.villageId) },
        {
          key: 'token',
          label: t('decisions.token.number'),
          align: 'end',
          cell: (one) => (one.token === null ? '–' : one.token.number),
        },
      ]}
    />
  );
}

/** The square code at the entrance, by which people write themselves down. */
function OwnPhones({ state, address, path }: DoorProps) {
  const { t } = usePage();
  const { door } = state;
  return (
    <Card title={t('decisions.door.phones')} look="quiet">
      {door && address && (
        <>
          <p>{t(door.selfRegister ? 'decisions.door.phones-text' : 'decisions.door.phones-shut')}</p>
          <div class="door-address">
            <Qr svg={address.svg} label={t('decisions.door.qr')} />
            <b>{address.text}</b>
          </div>
        </>
      )}
      <Form
        of={openDoor}
        id="door"
        action={path('/door/open')}
        row={{ selfRegister: door?.selfRegister ?? true }}
        submit={door ? t('ui.save') : t('decisions.door.open')}
        submitLook="ghost"
      >
        {(f) => <CheckboxField {...f('selfRegister')} hint={t('decisions.self-register.hint')} />}
      </Form>
    </Card>
  );
}
