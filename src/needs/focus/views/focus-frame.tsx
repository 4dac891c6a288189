import {
  MeetingFrame,
  type MeetingFrameProps,
  type MeetingPageProps,
} from '../../../meetings/views/frame.tsx';
import { usePage } from '../../../platform/ui/page-context.ts';
import type { FocusItem } from '../data/focus-groups.ts';
import { needsPath, useVillageName } from '../../sessions/views/session-frame.tsx';

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
export type FocusPageProps = MeetingPageProps & { readonly group: FocusItem; readonly meeting: FocusItem };

/** The frame of every page of one focus group. */
export function FocusFrame({
  group,
  ...frame
}: Pick<FocusPageProps, 'group'> &
  Pick<MeetingFrameProps, 'mayRecord' | 'title' | 'wide' | 'actions' | 'children'>) {
  const { t } = usePage();
  const list = needsPath(group.municipalityId, `/focus?cycle=${group.cycleId}`);
  return (
    <MeetingFrame
      {...frame}
      meeting={group}
      name={t('needs.focus.of', { place: useFocusPlace()(group) })}
      path={focusPath(group)}
      crumbs={[
        { label: t('needs.schedule.title'), path: needsPath(group.municipalityId) },
        { label: t('ui.focus-groups'), path: list },
      ]}
    />
  );
}
