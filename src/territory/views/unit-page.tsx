import { StaffPage } from '../../platform/ui/staff-page.tsx';
import { useI18n } from '../../platform/i18n/context.ts';
import type { IsoDate } from '../../platform/i18n/calendar.ts';
import { LinkButton } from '../../platform/ui/button.tsx';
import { Confirm } from '../../platform/ui/confirm.tsx';
import { DataTable } from '../../platform/ui/data-table.tsx';
import { Card, EmptyState, Pairs, Tag } from '../../platform/ui/surfaces.tsx';
import { Timeline } from '../../platform/ui/task-lists.tsx';
import type { UnitChangeRow } from '../data.ts';
import type { VillageFigures } from '../data/unit-facts.ts';
import { childLevel, nameIn, unitAt, type UnitVersion } from '../rules/versions.ts';
import { UnitLink, unitsPath } from './units.tsx';

/** The basis of what came with a table is the name of its file. */
const isTable = /\.(?:csv|tsv|txt|xlsx?|ods)$/i;

export type UnitPageProps = {
  readonly unitId: string;
  readonly date: IsoDate;
  readonly path: readonly UnitVersion[];
  readonly versions: readonly UnitVersion[];
  readonly changes: readonly UnitChangeRow[];
  readonly names: ReadonlyMap<string, UnitVersion>;
  /** Those that stand under it on the day, and those that will. */
  readonly children: readonly UnitVersion[];
  /** Of a village: what is known of its people. */
  readonly figures: VillageFigures | undefined;
  /** Nothing hangs on it: it may be taken away. */
  readonly removable: boolean;
};

/** One unit: what it is on the day, what it was, and what can be changed. */
export function UnitPage(props: UnitPageProps) {
  const { t, fmt, href } = useI18n();
  const now = unitAt(props.versions, props.date);
  const shown = now ?? props.versions.at(-1)!;
  const open = props.versions.find((version) => version.validTo === null);
  const name = nameIn(shown, fmt.lang);
  const below = childLevel(shown.level);
  const at = (action: string) => `${unitsPath}/${props.unitId}/${action}`;
  return (
    <StaffPage
      title={name}
      crumbs={[
        { label: t('territory.units.title'), path: unitsPath },
        ...props.path
          .slice(0, -1)
          .map((unit) => ({ label: nameIn(unit, fmt.lang), path: `${unitsPath}/${unit.unitId}` })),
      ]}
      tag={
        now ? (
          <Tag>{t(`ui.unit.${shown.level}`)}</Tag>
        ) : (
          <Tag tone="warn">
            {shown.validFrom > props.date
              ? t('territory.unit.begins', { date: fmt.date(shown.validFrom) })
              : t('territory.unit.ended', { date: fmt.date(shown.validTo ?? props.date) })}
          </Tag>
        )
      }
      actions={
        open && (
          <>
            <LinkButton href={at('rename')} look="ghost">
              {t('territory.rename.verb')}
            </LinkButton>
            {shown.level !== 'oblast' && (
              <LinkButton href={at('move')} look="ghost">
                {t('territory.move.verb')}
              </LinkButton>
            )}
            <LinkButton href={at('merge')} look="ghost">
              {t('ui.merge')}
            </LinkButton>
            <LinkButton href={at('split')} look="ghost">
              {t('territory.split.verb')}
            </LinkButton>
            <LinkButton href={at('abolish')} look="plain">
              {t('territory.abolish.verb')}
            </LinkButton>
          </>
        )
      }
    >
      <Card title={t('ui.facts')}>
        <Pairs
          items={[
            { label: t('ui.field.nameKy'), value: shown.nameKy },
            { label: t('ui.field.nameRu'), value: shown.nameRu },
            ...(shown.kind ? [{ label: t('ui.field.kind'), value: t(`territory.kind.${shown.kind}`) }] : []),
            { label: t('territory.field.code'), value: shown.code ?? t('ui.not-set') },
            { label: t('territory.field.since'), value: fmt.date(shown.validFrom) },
          ]}
        />
        {shown.level === 'municipality' && open && (
          <div class="actions">
            <a href={href(`/m/${props.unitId}`)}>{t('territory.unit.to-municipality')}</a>
            <a href={href(`/m/${props.unitId}/people/staff#invite`)}>{t('territory.next.invite')}</a>
          </div>
        )}
      </Card>
      {shown.level === 'village' && <People {...props} municipalityId={shown.parentId} />}
      {below && (
        <>
          <h2>{t(`territory.levels.${below}`)}</h2>
          <DataTable
            caption={t(`territory.levels.${below}`)}
            hideCaption
            words="territory.field"
            columns={[
              {
                key: 'name',
                head: true,
                cell: (unit) => (
                  <UnitLink unit={unit} begins={unit.validFrom > props.date ? unit.validFrom : undefined} />
                ),
              },
              { key: 'code', cell: (unit) => unit.code ?? '' },
              { key: 'since', cell: (unit) => fmt.date(unit.validFrom) },
            ]}
            rows={props.children}
            empty={
              <EmptyState title={t('territory.unit.no-children')} icon="map">
                {t('territory.unit.no-children-text')}
              </EmptyState>
            }
          />
          {open && (
            <p>
              <LinkButton
                href={`${unitsPath}/new?level=${below}&parent=${props.unitId}`}
                look="ghost"
                icon="plus"
              >
                {t(`territory.unit.add.${below}`)}
              </LinkButton>
            </p>
          )}
        </>
      )}
      <h2>{t('territory.unit.history')}</h2>
      <History {...props} />
      {props.removable && (
        <Confirm id="remove" action={at('remove')} verb={t('territory.remove.verb')} danger>
          <p>{t('territory.remove.text', { name })}</p>
        </Confirm>
      )}
    </StaffPage>
  );
}

/** A village's people, and the page where its municipality keeps them. */
function People({ unitId, figures, municipalityId }: UnitPageProps & { municipalityId: string | null }) {
  const { t, fmt, href } = useI18n();
  const number = (value: number | null) => (value === null ? t('ui.not-set') : fmt.number(value));
  return (
    <Card title={t('territory.profile.table')}>
      {figures ? (
        <Pairs
          items={[
            { label: t('territory.profile.people'), value: number(figures.people) },
            { label: t('territory.profile.households'), value: number(figures.households) },
            { label: t('territory.profile.asOf'), value: fmt.date(figures.asOf) },
          ]}
        />
      ) : (
        <p>{t('territory.profile.none')}</p>
      )}
      {municipalityId && (
        <p>
          <a href={href(`/m/${figures?.municipalityId ?? municipalityId}/territory/villages/${unitId}`)}>
            {t('territory.unit.to-profile')}
          </a>
        </p>
      )}
    </Card>
  );
}

function History({ versions, changes, names }: UnitPageProps) {
  const { t, fmt, href } = useI18n();
  const linked = (ids: readonly string[], date: IsoDate) =>
    ids.map((id, index) => {
      const version = names.get(`${id}@${date}`);
      return (
        <>
          {index > 0 && ', '}
          <a href={href(`${unitsPath}/${id}`)}>{version ? nameIn(version, fmt.lang) : t('ui.not-set')}</a>
        </>
      );
    });
  return (
    <>
      <Timeline
        items={changes.map((change) => ({
          key: change.id,
          when: fmt.date(change.takesEffectOn),
          title: t(`territory.change.${change.kind}`),
          note: (
            <>
              {(change.kind === 'merge' || change.kind === 'split') && (
                <>
                  {linked(change.fromUnitIds, change.takesEffectOn)} →{' '}
                  {linked(change.toUnitIds, change.takesEffectOn)}
                </>
              )}
              {change.basis && (
                <>
                  {' '}
                  {t(isTable.test(change.basis) ? 'territory.change.file' : 'territory.change.basis', {
                    basis: change.basis,
                  })}
                </>
              )}
            </>
          ),
        }))}
      />
      <DataTable
        caption={t('territory.unit.names')}
        words="territory.field"
        columns={[
          { key: 'nameKy', head: true, cell: (version) => version.nameKy },
          { key: 'nameRu', cell: (version) => version.nameRu },
          { key: 'from', cell: (version) => fmt.date(version.validFrom) },
          {
            key: 'to',
            cell: (version) => (version.validTo === null ? t('ui.until-now') : fmt.date(version.validTo)),
          },
        ]}
        rows={versions}
      />
    </>
  );
}
