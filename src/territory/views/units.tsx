import { StaffPage } from '../../platform/ui/staff-page.tsx';
import { useI18n } from '../../platform/i18n/context.ts';
import { fmt as formats } from '../../platform/i18n/format.ts';
import { fullDate } from '../../platform/i18n/kyrgyz.ts';
import type { Lang } from '../../platform/i18n/lang.ts';
import type { IsoDate } from '../../platform/i18n/calendar.ts';
import { LinkButton } from '../../platform/ui/button.tsx';
import { DataTable, DownloadLinks } from '../../platform/ui/data-table.tsx';
import { DateField } from '../../platform/ui/fields.tsx';
import { Card, EmptyState, Facts, Notice, Tag } from '../../platform/ui/surfaces.tsx';
import type { FoundUnit } from '../data/search-units.ts';
import { childLevel, flatten, nameIn, type UnitNode, type UnitVersion } from '../rules/versions.ts';
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
  readonly found: readonly FoundUnit[];
  /** Units that begin after the day. */
  readonly toCome: readonly FoundUnit[];
  /** Municipalities in which nobody works yet. */
  readonly withoutStaff: readonly UnitVersion[];
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
      {props.date === props.today && <WithoutStaff units={props.withoutStaff} />}
      {props.date !== props.today && (
        <Notice tone="info" title={t('territory.units.other-day', { date: dayTo(fmt.lang, props.date) })}>
          <a href={href(unitsPath)}>{t('territory.units.to-today')}</a>
        </Notice>
      )}
      {all.length > 0 && (
        <Facts
          items={(['oblast', 'district', 'municipality', 'village'] as const).map((level) => ({
            value: fmt.number(count(level)),
            label: t(`territory.fact.${level}`, { count: count(level) }),
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
            cell: (row) => <UnitLink unit={row.unit} begins={row.begins} />,
          },
          { key: 'level', cell: (row) => t(`ui.unit.${row.unit.level}`) },
          {
            key: 'above',
            cell: (row) => wayDown(row, fmt.lang),
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
              {all.length === 0 && props.toCome.length === 0 ? (
                <EmptyState
                  title={t('territory.units.empty')}
                  icon="map"
                  action={
                    <>
                      <LinkButton href={`${unitsPath}/import`}>{t('territory.units.import')}</LinkButton>
                      <LinkButton href={`${unitsPath}/new?level=oblast`} look="ghost">
                        {t('territory.create.oblast')}
                      </LinkButton>
                    </>
                  }
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
      {props.q === '' && <ToCome units={props.toCome} />}
    </StaffPage>
  );
}

const wayDown = ({ above }: FoundUnit, lang: Lang) => above.map((unit) => nameIn(unit, lang)).join(' › ');

/** The name of a unit as a link; of one that does not stand yet, from when it will. */
export function UnitLink({ unit, begins }: { unit: UnitVersion; begins?: IsoDate | undefined }) {
  const { t, fmt, href } = useI18n();
  return (
    <>
      <a href={href(`${unitsPath}/${unit.unitId}`)}>{nameIn(unit, fmt.lang)}</a>
      {begins && (
        <>
          {' '}
          <Tag tone="warn">{t('territory.unit.begins', { date: fmt.dateShort(begins) })}</Tag>
        </>
      )}
    </>
  );
}

/** Units shown of those that come, and of municipalities without staff; a national list holds hundreds. */
const shownAtOnce = 8;

function ToCome({ units }: { units: readonly FoundUnit[] }) {
  const { t, fmt } = useI18n();
  if (units.length === 0) return null;
  return (
    <>
      <h2>{t('territory.units.to-come')}</h2>
      <DataTable
        caption={t('territory.units.to-come')}
        hideCaption
        words="territory.field"
        columns={[
          {
            key: 'name',
            head: true,
            cell: (row) => <UnitLink unit={row.unit} begins={row.begins} />,
          },
          { key: 'level', cell: (row) => t(`ui.unit.${row.unit.level}`) },
          { key: 'above', cell: (row) => wayDown(row, fmt.lang) },
        ]}
        rows={units.slice(0, 50)}
      />
      {units.length > 50 && <p>{t('territory.units.to-come.more', { count: units.length - 50 })}</p>}
    </>
  );
}

/** What comes after units are there: somebody who works in them. */
function WithoutStaff({ units }: { units: readonly UnitVersion[] }) {
  const { t, fmt, href } = useI18n();
  if (units.length === 0) return null;
  return (
    <Card title={t('territory.next.title')} look="next">
      <p>{t('territory.next.text')}</p>
      <ul>
        {units.slice(0, shownAtOnce).map((unit) => (
          <li key={unit.unitId}>
            <a href={href(`/m/${unit.unitId}`)}>{nameIn(unit, fmt.lang)}</a>
            {' · '}
            <a
              href={href(`/m/${unit.unitId}/people/staff#invite`)}
              aria-label={t('territory.next.invite-to', { name: nameIn(unit, fmt.lang) })}
            >
              {t('territory.next.invite')}
            </a>
          </li>
        ))}
      </ul>
      {units.length > shownAtOnce && <p>{t('territory.next.more', { count: units.length - shownAtOnce })}</p>}
    </Card>
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
