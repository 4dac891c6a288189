import { StaffPage } from '../../platform/ui/staff-page.tsx';
import { useI18n } from '../../platform/i18n/context.ts';
import { fmt as formats } from '../../platform/i18n/format.ts';
import { fullDate } from '../../platform/i18n/kyrgyz.ts';
import type { Lang } from '../../platform/i18n/lang.ts';
import type { IsoDate } from '../../platform/i18n/calendar.ts';
import { LinkButton } from '../../platform/ui/button.tsx';
import { DataTable, DownloadLinks } from '../../platform/ui/data-table.tsx';
import { DateField } from '../../platform/ui/fields.tsx';
import { Card, EmptyState, Facts, Notice, Pairs, Tag } from '../../platform/ui/surfaces.tsx';
import { Timeline } from '../../platform/ui/task-lists.tsx';
import type { UnitChangeRow } from '../data.ts';
import { childLevel, flatten, nameIn, unitAt, type UnitNode, type UnitVersion } from '../rules/versions.ts';
import type { UnitLevel } from '../schema.ts';

/** Where the pages of units stand; app.ts mounts them there. */
export const unitsPath = '/admin/units';

/** A day as the object of «карата», which takes the dative in Kyrgyz. */
export function dayTo(lang: Lang, date: IsoDate): string {
  return lang === 'ky' ? fullDate(date, 'dative') : formats(lang).dateLong(date);
}

export type UnitsPageProps = {
  readonly tree: readonly UnitNode[];
  readonly date: IsoDate;
  readonly today: IsoDate;
  readonly q: string;
  /** What an import that led here did. */
  readonly imported?:
    { readonly created: number; readonly changed: number; readonly left: number } | undefined;
  readonly found: readonly { readonly unit: UnitVersion; readonly above: readonly UnitVersion[] }[];
};

/** All units of a day, and the way to each. */
export function UnitsPage(props: UnitsPageProps) {
  const { t, fmt, href } = useI18n();
  const all = flatten(props.tree);
  const count = (level: UnitLevel) => all.filter(({ unit }) => unit.level === level).length;
  const query = props.date === props.today ? '' : `?on=${props.date}`;
  return (
    <StaffPage
      title={t('territory.units.title')}
      lead={t('territory.units.lead')}
      actions={
        <>
          <LinkButton href={`${unitsPath}/new`} icon="plus">
            {t('territory.units.create')}
          </LinkButton>
          <LinkButton href={`${unitsPath}/import`} look="ghost" icon="upload">
            {t('territory.units.import')}
          </LinkButton>
        </>
      }
    >
      {props.imported && <Notice tone="info">{t('territory.import.result', props.imported)}</Notice>}
      {props.date !== props.today && (
        <Notice tone="info" title={t('territory.units.other-day', { date: dayTo(fmt.lang, props.date) })}>
          <a href={href(unitsPath)}>{t('territory.units.to-today')}</a>
        </Notice>
      )}
      {all.length > 0 && (
        <Facts
          items={(['oblast', 'district', 'municipality', 'village'] as const).map((level) => ({
            value: fmt.number(count(level)),
            label: t(`territory.levels.${level}`),
          }))}
        />
      )}
      <DataTable
        caption={t('territory.units.found')}
        hideCaption={props.q === ''}
        search={props.q}
        searchLabel={t('territory.units.search')}
        exports={
          <DownloadLinks
            links={{ xlsx: `${unitsPath}/export.xlsx${query}`, csv: `${unitsPath}/export.csv${query}` }}
          />
        }
        tools={<DayForm date={props.date} />}
        words="territory.field"
        columns={[
          {
            key: 'name',
            head: true,
            cell: (row) => <a href={href(`${unitsPath}/${row.unit.unitId}`)}>{nameIn(row.unit, fmt.lang)}</a>,
          },
          { key: 'level', cell: (row) => t(`ui.unit.${row.unit.level}`) },
          {
            key: 'above',
            cell: (row) => row.above.map((unit) => nameIn(unit, fmt.lang)).join(' › '),
          },
        ]}
        rows={props.found}
        empty={
          props.q === '' ? (
            <>
              <div class="list-tools">
                <SearchForm q="" />
                <DayForm date={props.date} />
                <DownloadLinks
                  links={{ xlsx: `${unitsPath}/export.xlsx${query}`, csv: `${unitsPath}/export.csv${query}` }}
                />
              </div>
              {all.length === 0 ? (
                <EmptyState
                  title={t('territory.units.empty')}
                  icon="map"
                  action={<LinkButton href={`${unitsPath}/import`}>{t('territory.units.import')}</LinkButton>}
                >
                  {t('territory.units.empty-text')}
                </EmptyState>
              ) : (
                <Tree nodes={props.tree} open={all.length <= 60} query={query} />
              )}
            </>
          ) : undefined
        }
      />
    </StaffPage>
  );
}

function SearchForm({ q }: { q: string }) {
  const { t, href } = useI18n();
  return (
    <form class="search" method="get" action={href(unitsPath)} role="search">
      <label>
        <span class="hidden">{t('territory.units.search')}</span>
        <input type="search" name="q" value={q} placeholder={t('territory.units.search')} />
      </label>
      <button class="btn ghost" type="submit">
        {t('ui.search')}
      </button>
    </form>
  );
}

function DayForm({ date }: { date: IsoDate }) {
  const { t, href } = useI18n();
  return (
    <form class="form inline" method="get" action={href(unitsPath)}>
      <DateField name="on" label={t('territory.units.on')} value={date} hint="" />
      <button class="btn ghost" type="submit">
        {t('ui.open')}
      </button>
    </form>
  );
}

/** Nested lists; municipalities end it, with the number of their villages. */
function Tree({ nodes, open, query }: { nodes: readonly UnitNode[]; open: boolean; query: string }) {
  const { t, fmt, href } = useI18n();
  return (
    <ul>
      {nodes.map((node) => {
        const link = <a href={href(`${unitsPath}/${node.unitId}${query}`)}>{nameIn(node, fmt.lang)}</a>;
        const below = childLevel(node.level);
        const count = below && node.children.length > 0 && (
          <small> {t(`territory.count.${below}`, { count: node.children.length })}</small>
        );
        const nested = node.children.length > 0 && node.level !== 'municipality';
        return (
          <li key={node.unitId}>
            {link}
            {count}
            {nested &&
              (open || node.level === 'oblast' ? (
                <Tree nodes={node.children} open={open} query={query} />
              ) : (
                <details>
                  <summary>{t('territory.units.below', { name: nameIn(node, fmt.lang) })}</summary>
                  <Tree nodes={node.children} open={open} query={query} />
                </details>
              ))}
          </li>
        );
      })}
    </ul>
  );
}

export type UnitPageProps = {
  readonly unitId: string;
  readonly date: IsoDate;
  readonly path: readonly UnitVersion[];
  readonly versions: readonly UnitVersion[];
  readonly changes: readonly UnitChangeRow[];
  readonly names: ReadonlyMap<string, UnitVersion>;
  readonly children: readonly UnitVersion[];
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
          <p>
            <a href={href(`/m/${props.unitId}`)}>{t('territory.unit.to-municipality')}</a>
          </p>
        )}
      </Card>
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
                cell: (unit) => <a href={href(`${unitsPath}/${unit.unitId}`)}>{nameIn(unit, fmt.lang)}</a>,
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
    </StaffPage>
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
              {change.basis && <> {t('territory.change.basis', { basis: change.basis })}</>}
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
