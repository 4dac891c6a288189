import { useI18n, type I18n } from '../../platform/i18n/context.ts';
import { Form, type FieldsOf } from '../../platform/forms/form.tsx';
import { Button } from '../../platform/ui/button.tsx';
import { CheckboxField, DateField, RadioGroup, SelectField, TextField } from '../../platform/ui/fields.tsx';
import type { Option } from '../../platform/ui/fields.tsx';
import { ActionForm, FieldGroup } from '../../platform/ui/form.tsx';
import type { ListColumn } from '../../platform/ui/list.tsx';
import { useRoom } from '../../platform/ui/page-context.ts';
import { Tag } from '../../platform/ui/surfaces.tsx';
import { addMember } from '../commands/add-member.ts';
import type { placeShape } from '../commands/place-member.ts';
import { changeMemberRole } from '../commands/change-member-role.ts';
import { endMembership } from '../commands/end-membership.ts';
import type { Body, Contact, Member } from '../data.ts';
import { contactColumns } from './people.tsx';

/** A body with its members, as its page and its file show them. */
export type BodyWithMembers = {
  readonly body: Body;
  readonly members: readonly Member[];
  readonly contacts: ReadonlyMap<string, Contact>;
  readonly seesContacts: boolean;
  readonly people: readonly Option[];
  readonly mayEdit: boolean;
};

/** The address of one membership's forms. */
const placeOf = (base: string, body: Body, member: Member) =>
  `${base}/bodies/${body.id}/members/${member.membershipId}`;

export function memberColumns({ t }: I18n, props: BodyWithMembers): ListColumn<Member>[] {
  const { body, contacts, seesContacts, mayEdit } = props;
  const marks = mayEdit && body.dissolvedOn === null;
  return [
    { key: 'name', head: true, value: (one) => one.fullName, cell: (one) => <MemberLink member={one} /> },
    { key: 'role', value: (one) => t(`people.role.${one.role}`) },
    { key: 'category', value: (one) => t(`people.category.${one.category}`) },
    { key: 'post', value: (one) => one.post },
    { key: 'sex', value: (one) => one.sex && t(`ui.sex.${one.sex}`) },
    { key: 'from', only: 'file', value: (one) => one.validFrom },
    { key: 'to', only: 'file', value: (one) => one.validTo },
    ...(seesContacts ? contactColumns((one: Member) => contacts.get(one.personId)) : []),
    {
      key: 'trained',
      value: (one) => one.trained,
      cell: (one) => (
        <>
          {one.trained ? <Tag tone="ok">{t('ui.yes')}</Tag> : !marks && t('ui.no')}{' '}
          {marks && <MarkTrained body={body} member={one} />}
        </>
      ),
    },
  ];
}

/** Name of a member; of one removed since, that it was removed. */
export function MemberLink({ member }: { member: Member }) {
  const { t, href } = useI18n();
  const name = member.fullName === '***' ? t('people.removed') : member.fullName;
  return <a href={href(`${useRoom('people')}/persons/${member.personId}`)}>{name}</a>;
}

function MarkTrained({ body, member }: { body: Body; member: Member }) {
  const { t } = useI18n();
  const { membershipId, trained, fullName } = member;
  return (
    <ActionForm
      action={`${useRoom('people')}/bodies/${body.id}/trained`}
      fields={{ membershipIds: membershipId, trained: trained ? 'no' : 'yes' }}
    >
      <Button
        look="plain"
        small
        label={t(trained ? 'people.trained.undo-of' : 'people.trained.mark-of', { name: fullName })}
      >
        {t(trained ? 'ui.undo' : 'people.trained.mark')}
      </Button>
    </ActionForm>
  );
}

function PlaceFields({ f }: { f: FieldsOf<typeof placeShape> }) {
  const { t } = useI18n();
  return (
    <>
      <RadioGroup {...f('role')} inline />
      <SelectField {...f('category')} />
      <TextField {...f('post')} hint={t('people.post-hint')} />
    </>
  );
}

/** What can be done to one member: another role, or leaving. */
export function MemberForms({ body, member, today }: { body: Body; member: Member; today: string }) {
  const { t } = useI18n();
  const at = placeOf(useRoom('people'), body, member);
  const name = member.fullName;
  return (
    <>
      <Form
        of={changeMemberRole}
        row={member}
        id={`role-${member.membershipId}`}
        action={at}
        fold={{ text: t('ui.edit'), label: t('people.member.change-of', { name }), look: 'ghost small' }}
        submit={t('ui.save')}
      >
        {(f) => (
          <>
            <RadioGroup {...f('sex')} inline />
            <PlaceFields f={f} />
          </>
        )}
      </Form>
      <Form
        of={endMembership}
        row={{ on: today }}
        id={`end-${member.membershipId}`}
        action={`${at}/end`}
        fold={{
          text: t('people.member.end'),
          label: t('people.member.end-of', { name }),
          look: 'plain small',
        }}
        submit={t('people.member.end')}
        submitLook="danger"
      >
        {(f) => (
          <>
            <p>{t('people.member.end-text', { name })}</p>
            <DateField {...f('on')} />
          </>
        )}
      </Form>
    </>
  );
}

/** Takes back that somebody left. */
export function RestoreMember({ body, member }: { body: Body; member: Member }) {
  const { t } = useI18n();
  return (
    <ActionForm action={`${placeOf(useRoom('people'), body, member)}/restore`}>
      <Button look="plain" small icon="undo">
        {t('people.members.restore')}
      </Button>
    </ActionForm>
  );
}

/** Puts one person into the body: anybody of the list, or somebody new. */
export function AddMember({ people, members, body, today }: BodyWithMembers & { today: string }) {
  const { t } = useI18n();
  const present = members.filter((member) => member.validTo === null);
  const inside = new Set(present.map((member) => member.personId));
  const free = people.filter((option) => !inside.has(option.value));
  return (
    <Form
      of={addMember}
      row={{ role: 'member', from: body.formedOn ?? today }}
      id="add"
      action={`${useRoom('people')}/bodies/${body.id}/members`}
      fold={{ text: t('people.member.add') }}
      submit={t('people.member.add')}
      requiredNote
    >
      {(f) => (
        <>
          {free.length > 0 && (
            <SelectField {...f('personId')} options={free} empty={t('people.member.new')} />
          )}
          <TextField {...f('fullName')} {...(free.length > 0 && { hint: t('people.member.new-hint') })} />
          <RadioGroup {...f('sex')} inline {...(free.length > 0 && { hint: t('people.member.sex-hint') })} />
          <TextField {...f('phone')} {...(free.length > 0 && { hint: t('people.member.phone-hint') })} />
          <FieldGroup legend={t('people.member.place')}>
            <PlaceFields f={f} />
            <CheckboxField {...f('trained')} />
            <DateField {...f('from')} />
          </FieldGroup>
        </>
      )}
    </Form>
  );
}
