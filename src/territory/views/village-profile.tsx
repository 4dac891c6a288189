import { StaffPage } from '../../platform/ui/staff-page.tsx';
import { Form } from '../../platform/forms/form.tsx';
import { useI18n } from '../../platform/i18n/context.ts';
import type { IsoDate } from '../../platform/i18n/calendar.ts';
import { Button } from '../../platform/ui/button.tsx';
import { DateField, NumberField, TextField } from '../../platform/ui/fields.tsx';
import { useField } from '../../platform/ui/form.tsx';
import { useRoom } from '../../platform/ui/page-context.ts';
import { Facts, Notice } from '../../platform/ui/surfaces.tsx';
import { saveVillageProfile } from '../commands/save-village-profile.ts';
import type { VillageProfile } from '../data.ts';
import { populationSums, sexOrder, type PopulationCell } from '../rules/age-bands.ts';
import { nameIn, type UnitVersion } from '../rules/versions.ts';
import { useBandName } from './municipality.tsx';
import { dayTo } from './units.tsx';

/** The name of a cell's field in the profile form. */
export function cellName(sex: string, ageBand: string): string {
  return `${sex}_${ageBand.replace('+', '_plus').replace('-', '_')}`;
}

function PopulationInput({ name, label, value }: { name: string; label: string; value: number | undefined }) {
  const { id, error, sent } = useField(name);
  return (
    <span class={error ? 'field short wrong' : 'field short'}>
      {error && (
        <span class="error" id={`${id}-error`}>
          {error}
        </span>
      )}
      <input
        id={id}
        name={name}
        type="text"
        class="num"
        inputMode="numeric"
        autocomplete="off"
        size={6}
        aria-label={label}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        value={typeof sent === 'string' ? sent : value === undefined ? '' : String(value)}
      />
    </span>
  );
}

export type ProfilePageProps = {
  readonly village: UnitVersion;
  readonly bands: readonly string[];
  readonly profile: VillageProfile | undefined;
  /** The one that counts today. */
  readonly latest: VillageProfile | undefined;
  readonly dates: readonly IsoDate[];
  readonly today: IsoDate;
  readonly mayEdit: boolean;
  /** What the sums are made of: the saved profile, or what was typed when the reader asked to count. */
  readonly cells: readonly PopulationCell[];
};

/** A village's residents by sex and age, and its households. */
export function VillageProfilePage(props: ProfilePageProps) {
  const { t, fmt, href } = useI18n();
  const base = useRoom('territory');
  const { village, profile } = props;
  const name = nameIn(village, fmt.lang);
  const sums = populationSums(props.cells);
  const here = `${base}/villages/${village.unitId}`;
  return (
    <StaffPage
      title={name}
      crumbs={[{ label: t('territory.title'), path: base }]}
      lead={t('territory.profile.lead')}
    >
      {profile && props.latest && profile.asOf !== props.latest.asOf && (
        <Notice
          tone="info"
          title={t('territory.profile.of-day', { date: dayTo(fmt.lang, profile.asOf) })}
          actions={
            <a href={href(here)}>
              {t('territory.profile.to-latest', { date: dayTo(fmt.lang, props.latest.asOf) })}
            </a>
          }
        />
      )}
      {props.cells.length > 0 && (
        <Facts
          items={[
            { value: fmt.number(sums.all), label: t('territory.profile.people') },
            { value: fmt.number(sums.adults), label: t('territory.profile.adults') },
            { value: fmt.number(sums.female), label: t('ui.sex.females') },
            { value: fmt.number(sums.male), label: t('ui.sex.males') },
          ]}
        />
      )}
      {!profile && props.latest && (
        <Notice
          tone="info"
          title={t('territory.profile.none-on-day')}
          actions={
            <a href={href(here)}>
              {t('territory.profile.to-latest', { date: dayTo(fmt.lang, props.latest.asOf) })}
            </a>
          }
        />
      )}
      {!profile && !props.latest && (
        <Notice tone="warn" title={t('territory.profile.none')}>
          {t('territory.profile.none-text')}
        </Notice>
      )}
      {props.mayEdit ? (
        <Form
          of={saveVillageProfile}
          row={{ ...profile, asOf: profile?.asOf ?? props.today }}
          action={here}
          requiredNote
        >
          {(f) => (
            <>
              <DateField {...f('asOf')} hint={t('territory.profile.asOf-hint')} max={props.today} />
              <ProfileTable {...props} editable />
              <NumberField {...f('households')} />
              <TextField {...f('basis')} hint={t('territory.profile.basis-hint')} />
              <div class="actions">
                <Button>{t('ui.save')}</Button>
                <Button look="ghost" name="count" value="yes">
                  {t('territory.profile.count')}
                </Button>
                <a href={href(base)}>{t('ui.cancel')}</a>
              </div>
            </>
          )}
        </Form>
      ) : (
        <ProfileTable {...props} editable={false} />
      )}
      {props.dates.length > 1 && (
        <>
          <h2>{t('territory.profile.earlier')}</h2>
          <ul>
            {props.dates.map((date) => (
              <li key={date}>
                <a
                  href={href(`${here}?on=${date}`)}
                  aria-current={date === profile?.asOf ? 'true' : undefined}
                >
                  {fmt.date(date)}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </StaffPage>
  );
}

function ProfileTable(props: ProfilePageProps & { editable: boolean }) {
  const { t, fmt } = useI18n();
  const bandName = useBandName();
  const sums = populationSums(props.cells);
  const caption = t('territory.profile.table');
  return (
    <div class="table-scroll field" tabIndex={0} role="region" aria-label={caption}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('territory.profile.band')}</th>
            <th scope="col">{t('ui.sex.females')}</th>
            <th scope="col">{t('ui.sex.males')}</th>
            <th scope="col" class="end">
              {t('ui.total')}
            </th>
          </tr>
        </thead>
        <tbody>
          {props.bands.map((band) => (
            <tr key={band}>
              {/* Numbers alone: a phone needs the room for the fields. */}
              <th scope="row">{band.replace('-', '–')}</th>
              {sexOrder.map((sex) => {
                const value = props.cells.find((cell) => cell.sex === sex && cell.ageBand === band)?.people;
                return (
                  <td key={sex}>
                    {props.editable ? (
                      <PopulationInput
                        name={cellName(sex, band)}
                        label={`${t(`ui.sex.${sex}s`)}, ${bandName(band)}`}
                        value={value}
                      />
                    ) : value === undefined ? (
                      ''
                    ) : (
                      fmt.number(value)
                    )}
                  </td>
                );
              })}
              <td class="end">{sums.byBand.has(band) ? fmt.number(sums.byBand.get(band)!) : ''}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('ui.total')}</th>
            <td>{fmt.number(sums.female)}</td>
            <td>{fmt.number(sums.male)}</td>
            <td class="end">{fmt.number(sums.all)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
