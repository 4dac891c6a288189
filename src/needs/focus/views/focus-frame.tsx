import type { ComponentChildren } from 'preact';
import { Layout } from '../../../platform/ui/layout.tsx';
import { PageHeader } from '../../../platform/ui/page-header.tsx';
import { usePage } from '../../../platform/ui/page-context.ts';
import { Notice } from '../../../platform/ui/surfaces.tsx';
import type { FocusItem } from '../data/focus-groups.ts';
import { needsPath, SessionState, useVillageName } from '../../sessions/views/session-frame.tsx';

/** Address of a focus group, without language prefix. */
export const focusPath = (one: { municipalityId: string; id: string }, rest = '') =>
  needsPath(one.municipalityId, `/focus/${one.id}${rest}`);

/** «Арал»; «Көк-Ирим айыл аймагы» when it is for the whole municipality. */
export function useFocusPlace() {
  const { t } = usePage();
  const name = useVillageName();
  return (one: Pick<FocusItem, 'villageId' | 'place'>) =>
    one.villageId === null ? t('needs.focus.whole', { name: name(one.place) }) : name(one.place);
}

/** What every page of a focus group needs. */
export interface FocusPageProps {
  group: FocusItem;
  /** May this account write this record now? */
  mayRecord: boolean;
  mayPlan: boolean;
  mayLock: boolean;
  /** Names and telephones of people: those who invite and record. */
  seePeople: boolean;
}

/** The frame of every page of one focus group: where we are, its state, why nothing can be written. */
export function FocusFrame({
  group,
  mayRecord,
  title,
  lead,
  wide,
  actions,
  children,
}: {
  group: FocusItem;
  mayRecord: boolean;
  /** Empty on the record's own page. */
  title?: string;
  lead?: string;
  wide?: boolean;
  actions?: ComponentChildren;
  children: ComponentChildren;
}) {
  const { t, fmt } = usePage();
  const name = t('needs.focus.of', { place: useFocusPlace()(group) });
  const day = group.heldOn ?? group.plannedOn;
  const writable = group.state === 'planned' || group.state === 'open';
  return (
    <Layout title={title === undefined ? name : `${title} · ${name}`} variant="staff" wide={wide}>
      <PageHeader
        crumbs={[
          { label: t('needs.schedule.title'), path: needsPath(group.municipalityId) },
          {
            label: t('ui.focus-groups'),
            path: needsPath(group.municipalityId, `/focus?cycle=${group.cycleId}`),
          },
          title === undefined ? { label: name } : { label: name, path: focusPath(group) },
          ...(title === undefined ? [] : [{ label: title }]),
        ]}
        title={title ?? name}
        lead={
          lead ??
          [
            title === undefined ? '' : name,
            day === null ? t('needs.session.no-day') : fmt.date(day),
            group.startsAt === null || group.heldOn !== null
              ? ''
              : group.endsAt === null
                ? fmt.time(group.startsAt)
                : fmt.timeRange(group.startsAt, group.endsAt),
            group.heldVenue ?? group.venue,
          ]
            .filter((text) => text !== '')
            .join(' · ')
        }
        tag={<SessionState state={group.state} />}
        actions={actions}
      />
      {group.state === 'closed' && (
        <Notice tone="info" title={t('needs.focus.closed-title')}>
          {t('needs.focus.closed-text', { name: group.closedBy ?? '' })}
        </Notice>
      )}
      {group.state === 'cancelled' && <Notice tone="bad" title={t('needs.focus.cancelled-title')} />}
      {writable && !mayRecord && <Notice tone="info">{t('needs.focus.read-only')}</Notice>}
      {children}
    </Layout>
  );
}
