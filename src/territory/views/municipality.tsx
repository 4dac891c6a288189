import { StaffPage } from '../../platform/ui/staff-page.tsx';
import { saveSettings } from '../commands/save-settings.ts';
import { Form } from '../../platform/forms/form.tsx';
import { useI18n, type I18n } from '../../platform/i18n/context.ts';
import type { KeptImage } from '../../platform/documents/model.ts';
import { LinkButton } from '../../platform/ui/button.tsx';
import { NumberField, RadioGroup, TextArea, TextField } from '../../platform/ui/fields.tsx';
import { FieldGroup } from '../../platform/ui/form.tsx';
import { Card, EmptyState, Notice, Pairs } from '../../platform/ui/surfaces.tsx';
import type { MunicipalitySettings, VillageProfile } from '../data.ts';
import { populationSums } from '../rules/age-bands.ts';
import { nameIn, type UnitVersion } from '../rules/versions.ts';
import type { Formats } from '../../platform/i18n/format.ts';
import { type ListColumn, type ListOf, List } from '../../platform/ui/list.tsx';
import { useRoom } from '../../platform/ui/page-context.ts';
import { EmblemCard } from './emblem.tsx';

/** The name of an age band: the interface's own words where it has them, else the numbers. */
export function useBandName(): (band: string) => string {
  const { t } = useI18n();
  return (band) =>
    t.has(`ui.age.${band}`) ? t(`ui.age.${band}`) : t('territory.band', { band: band.replace('-', '–') });
}

export type VillageRow = {
  readonly village: UnitVersion;
  readonly profile: VillageProfile | undefined;
};

const sumsOf = ({ profile }: VillageRow) =>
  profile && profile.population.length > 0 ? populationSums(profile.population) : undefined;

export const villageColumns = ({ t, fmt }: I18n): ListColumn<VillageRow>[] => [
  {
    key: 'village',
    label: t('ui.field.village'),
    head: true,
    order: (a, b) => fmt.compare(nameIn(a.village, fmt.lang), nameIn(b.village, fmt.lang)),
    value: ({ village }) => `${village.nameKy} ${village.nameRu}`,
    cell: ({ village }) => <VillageLink village={village} />,
  },
  {
    key: 'people',
    align: 'end',
    order: true,
    value: (row) => sumsOf(row)?.all,
    cell: (row) => number(fmt, sumsOf(row)?.all) || t('ui.not-set'),
    sum: (rows) => total(fmt, rows, 'all'),
  },
  ...(['female', 'male'] as const).map((sex): ListColumn<VillageRow> => ({
    key: sex,
    label: t(`ui.sex.${sex}s`),
    align: 'end',
    value: (row) => sumsOf(row)?.[sex],
    cell: (row) => number(fmt, sumsOf(row)?.[sex]),
    sum: (rows) => total(fmt, rows, sex),
  })),
  {
    key: 'households',
    align: 'end',
    value: ({ profile }) => profile?.households,
    cell: ({ profile }) => number(fmt, profile?.households),
    sum: (rows) => {
      const known = rows.flatMap(({ profile }) => profile?.households ?? []);
      return known.length === 0 ? '' : fmt.number(known.reduce((all, one) => all + one, 0));
    },
  },
  {
    key: 'asOf',
    value: ({ profile }) => profile?.asOf,
    cell: ({ profile }) => profile && fmt.date(profile.asOf),
  },
];

const number = (fmt: Formats, value: number | null | undefined) =>
  typeof value === 'number' ? fmt.number(value) : '';

function total(fmt: Formats, rows: readonly VillageRow[], what: 'all' | 'female' | 'male') {
  const known = rows.flatMap((row) => sumsOf(row) ?? []);
  return known.length === 0 ? '' : fmt.number(known.reduce((all, sums) => all + sums[what], 0));
}

function VillageLink({ village }: { village: UnitVersion }) {
  const { lang, href } = useI18n();
  return <a href={href(`${useRoom('territory')}/villages/${village.unitId}`)}>{nameIn(village, lang)}</a>;
}

/** The municipality's villages and how it works. */
export function TerritoryPage(props: {
  list: ListOf<VillageRow>;
  settings: MunicipalitySettings;
  /** Villages that begin later. */
  toCome: readonly UnitVersion[];
  mayEdit: boolean;
}) {
  const { t, fmt, href } = useI18n();
  const base = useRoom('territory');
  return (
    <StaffPage
      title={t('territory.title')}
      lead={t('territory.lead')}
      actions={
        <LinkButton href={`${base}/settings`} look="ghost">
          {t('territory.settings.title')}
        </LinkButton>
      }
    >
      <List
        of={props.list}
        caption={t('ui.field.villages')}
        searched
        pageSize={500}
        files={`${base}/export`}
        empty={
          <EmptyState title={t('territory.villages.empty')} icon="map">
            {t('territory.villages.empty-text')}
          </EmptyState>
        }
      />
      {props.toCome.length > 0 && (
        <Notice tone="info" title={t('territory.units.to-come')}>
          <ul>
            {props.toCome.map((village) => (
              <li key={village.unitId}>
                {nameIn(village, fmt.lang)}:{' '}
                {t('territory.unit.begins', { date: fmt.dateShort(village.validFrom) })}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <Card
        title={t('territory.settings.title')}
        aside={props.mayEdit && <a href={href(`${base}/settings`)}>{t('ui.edit')}</a>}
      >
        <SettingsFacts settings={props.settings} />
      </Card>
    </StaffPage>
  );
}

function SettingsFacts({ settings }: { settings: MunicipalitySettings }) {
  const { t, fmt } = useI18n();
  const band = useBandName();
  const or = (text: string) => (text === '' ? t('ui.not-set') : text);
  const ky = fmt.lang === 'ky';
  return (
    <Pairs
      items={[
        { label: t('territory.settings.ageGroups'), value: fmt.list(settings.ageGroups.map(band)) },
        { label: t('territory.settings.stickers'), value: fmt.number(settings.stickersPerPerson) },
        {
          label: t('territory.settings.executive'),
          value: or(ky ? settings.executiveNameKy : settings.executiveNameRu),
        },
        { label: t('territory.settings.headName'), value: or(settings.headName) },
        { label: t('territory.settings.headPost'), value: ky ? settings.headPostKy : settings.headPostRu },
        {
          label: t('territory.settings.headAct'),
          value: t(`territory.headAct.${actKey(settings.headActName)}`),
        },
        {
          label: t('territory.settings.seat'),
          value: (ky ? settings.seatKy : settings.seatRu) || t('territory.settings.seat-none'),
        },
        { label: t('ui.field.address'), value: or(settings.address) },
        { label: t('ui.field.contact'), value: or(settings.contact) },
      ]}
    />
  );
}

/** Message keys are Latin. */
export function actKey(name: 'тескеме' | 'буйрук'): 'order' | 'decree' {
  return name === 'тескеме' ? 'order' : 'decree';
}

/** How the municipality works and the words of its papers. */
export function SettingsPage(props: {
  settings: MunicipalitySettings;
  emblem: KeptImage | undefined;
  mayEdit: boolean;
}) {
  const { t } = useI18n();
  const base = useRoom('territory');
  const { settings } = props;
  const title = t('territory.settings.title');
  return (
    <StaffPage
      title={title}
      crumbs={[{ label: t('territory.title'), path: base }]}
      lead={t('territory.settings.lead')}
    >
      {props.mayEdit ? (
        <Form of={saveSettings} row={settings} submit={t('ui.save')} cancel={base} requiredNote>
          {(f) => (
            <>
              <FieldGroup legend={t('ui.field.sessions')}>
                <TextField
                  {...f('ageGroups')}
                  hint={t('territory.settings.ageGroups-hint')}
                  value={settings.ageGroups.join(', ')}
                  width="medium"
                />
                <NumberField {...f('stickersPerPerson')} hint={t('territory.settings.stickers-hint')} />
              </FieldGroup>
              <FieldGroup legend={t('territory.settings.papers')} hint={t('territory.settings.papers-hint')}>
                <TextField {...f('executiveNameKy')} />
                <TextField {...f('executiveNameRu')} />
                <TextField {...f('headName')} />
                <TextField {...f('headPostKy')} />
                <TextField {...f('headPostRu')} />
                <RadioGroup
                  {...f('headActName')}
                  required={false}
                  inline
                  options={(['тескеме', 'буйрук'] as const).map((name) => ({
                    value: name,
                    label: t(`territory.headAct.${actKey(name)}`),
                  }))}
                />
                <TextField {...f('seatKy')} hint={t('territory.settings.seat-hint')} />
                <TextField {...f('seatRu')} />
                <TextArea {...f('address')} rows={2} />
                <TextField {...f('contact')} />
              </FieldGroup>
            </>
          )}
        </Form>
      ) : (
        <SettingsFacts settings={settings} />
      )}
      <EmblemCard emblem={props.emblem} mayEdit={props.mayEdit} />
    </StaffPage>
  );
}
