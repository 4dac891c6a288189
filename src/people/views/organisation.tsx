import { Form } from '../../platform/forms/form.tsx';
import type { IsoDate } from '../../platform/i18n/calendar.ts';
import { useI18n } from '../../platform/i18n/context.ts';
import { LinkButton } from '../../platform/ui/button.tsx';
import { CheckboxField, DateField, SelectField, TextField, type Option } from '../../platform/ui/fields.tsx';
import { FieldGroup } from '../../platform/ui/form.tsx';
import { useRoom } from '../../platform/ui/page-context.ts';
import { StaffPage } from '../../platform/ui/staff-page.tsx';
import { Card, Notice, Pairs } from '../../platform/ui/surfaces.tsx';
import { addOrganisation } from '../commands/add-organisation.ts';
import { editOrganisation } from '../commands/edit-organisation.ts';
import type { Organisation } from '../data/organisations.ts';
import { bodyName } from '../rules/body-name.ts';
import { OrganisationLink, OrganisationState } from './organisations.tsx';

/** Adds an organisation, or corrects one. */
export function OrganisationFormPage({
  organisation,
  people,
}: {
  organisation?: Organisation;
  people: readonly Option[];
}) {
  const { t, lang } = useI18n();
  const base = useRoom('people');
  const list = `${base}/organisations`;
  const here = organisation ? `${list}/${organisation.id}` : list;
  return (
    <StaffPage
      title={organisation ? t('people.edit') : t('people.organisation.add')}
      crumbs={[
        { label: t('people.title'), path: base },
        { label: t('people.organisations.title'), path: list },
        ...(organisation ? [{ label: bodyName(organisation, lang), path: here }] : []),
      ]}
    >
      <Form
        of={organisation ? editOrganisation : addOrganisation}
        row={organisation && { ...organisation, named: organisation.namedOn !== null }}
        submit={organisation ? t('ui.save') : t('people.organisation.add')}
        cancel={here}
        requiredNote
      >
        {(f) => (
          <>
            <TextField {...f('nameKy')} />
            <TextField {...f('nameRu')} />
            <SelectField {...f('kind')} width="medium" />
            <SelectField
              {...f('speakerId')}
              options={people}
              empty={t('ui.not-set')}
              hint={t('people.organisation.speaker-hint')}
            />
            <FieldGroup legend={t('ui.field.contact')} hint={t('people.organisation.contact-hint')}>
              <TextField {...f('phone')} />
              <TextField {...f('email')} />
              <TextField {...f('address')} />
            </FieldGroup>
            <CheckboxField {...f('named')} hint={t('people.organisation.named-hint')} />
            <DateField {...f('validFrom')} />
            <DateField {...f('validTo')} hint={t('people.organisation.to-hint')} />
          </>
        )}
      </Form>
    </StaffPage>
  );
}

/** One organisation: what it is, who speaks for it, how it is reached, whether it may be named. */
export function OrganisationPage(props: {
  organisation: Organisation;
  /** Others whose name is nearly the same. */
  alike: readonly Organisation[];
  seesContacts: boolean;
  mayEdit: boolean;
  today: IsoDate;
}) {
  const { t, fmt, lang, href } = useI18n();
  const base = useRoom('people');
  const list = `${base}/organisations`;
  const { organisation: one } = props;
  const or = (text: string | null) => text ?? t('ui.not-set');
  return (
    <StaffPage
      title={bodyName(one, lang)}
      crumbs={[
        { label: t('people.title'), path: base },
        { label: t('people.organisations.title'), path: list },
      ]}
      tag={<OrganisationState of={one} today={props.today} />}
      actions={
        props.mayEdit && (
          <LinkButton href={`${list}/${one.id}/edit`} look="ghost">
            {t('people.edit')}
          </LinkButton>
        )
      }
    >
      {props.alike.length > 0 && (
        <Notice tone="warn" title={t('people.organisation.alike')}>
          <p>{t('people.organisation.alike-text')}</p>
          <ul>
            {props.alike.map((other) => (
              <li key={other.id}>
                <OrganisationLink of={other} />
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <div class="cols">
        <Card title={t('ui.facts')}>
          <Pairs
            items={[
              { label: t('ui.field.nameKy'), value: one.nameKy },
              { label: t('ui.field.nameRu'), value: one.nameRu },
              { label: t('ui.field.kind'), value: t(`people.organisation-kind.${one.kind}`) },
              {
                label: t('people.field.speaker'),
                value:
                  one.speakerId === null ? (
                    t('ui.not-set')
                  ) : (
                    <a href={href(`${base}/persons/${one.speakerId}`)}>{one.speaker}</a>
                  ),
              },
              {
                label: t('people.organisation.public'),
                value:
                  one.namedOn === null
                    ? t('people.organisation.unnamed')
                    : t('people.organisation.named-since', { date: fmt.date(one.namedOn) }),
              },
              { label: t('ui.field.from'), value: one.validFrom ? fmt.date(one.validFrom) : t('ui.not-set') },
              { label: t('ui.field.to'), value: one.validTo ? fmt.date(one.validTo) : t('ui.until-now') },
            ]}
          />
        </Card>
        {props.seesContacts && (
          <Card title={t('ui.field.contact')}>
            <Pairs
              items={[
                { label: t('ui.field.phone'), value: or(one.phone) },
                { label: t('ui.field.email'), value: or(one.email) },
                { label: t('ui.field.address'), value: or(one.address) },
              ]}
            />
          </Card>
        )}
      </div>
    </StaffPage>
  );
}
