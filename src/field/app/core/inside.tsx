import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Lang } from '../../../platform/i18n/lang.ts';
import { useApp } from './app-context.ts';
import { lazy } from './lazy.tsx';
import { SessionContext, type Session } from './session.ts';
import { takeUpdate, updateReady, watchUpdates } from './updates.ts';
import { useCatalogue } from './use-catalogue.ts';
import { useWatched } from './watched.ts';
import { Button } from '../kit/button.tsx';

const Meetings = lazy(() => import('../screens/meetings.tsx'));
const OutboxScreen = lazy(() => import('../screens/outbox.tsx'));
const Settings = lazy(() => import('../screens/settings.tsx'));
const MeetingPlace = lazy(() => import('./meeting-place.tsx'));

export type InsideProps = {
  session: Session;
  place: string;
  version: string;
  lock: () => Promise<boolean>;
  speak: (lang: Lang) => Promise<void>;
};

/** Everything behind the PIN. */
export default function Inside({ session, place, version, lock, speak }: InsideProps): VNode {
  const meeting = /^\/m\/([0-9a-f-]{36})(?:\/([\w-]+))?/.exec(place);
  const inMeeting = meeting !== null;
  useCatalogue(place);
  useEffect(() => {
    // Whoever looks at the outbox in the middle of a meeting goes back into it; the list of meetings closes it.
    if (place === '/meetings') void session.closeMeeting().catch(() => undefined);
    if (!inMeeting) scrollTo(0, 0);
  }, [place]);
  return (
    <SessionContext.Provider value={session}>
      <UpdateBar session={session} />
      {meeting ? (
        <MeetingPlace id={meeting[1]!} step={meeting[2]} />
      ) : place.startsWith('/outbox') ? (
        <OutboxScreen version={version} lock={lock} />
      ) : place.startsWith('/settings') ? (
        <Settings version={version} lock={lock} speak={speak} />
      ) : (
        <Meetings version={version} lock={lock} />
      )}
    </SessionContext.Provider>
  );
}

/** How long a new version may take to come into its own, in milliseconds. */
const switchPatience = 5_000;

/** A new version is taken when the person says so: what is open is kept first. */
function UpdateBar({ session }: { session: Session }): VNode | null {
  const { t, toast } = useApp();
  const [later, setLater] = useState(false);
  useWatched(watchUpdates);
  if (!updateReady() || later) return null;
  const take = async () => {
    try {
      await session.meeting?.kept();
      await session.closeMeeting();
      takeUpdate();
      // A worker of now that is still busy keeps the other one waiting, while what was open here is closed already: the
      // app begins anew all the same, with whichever has it then.
      setTimeout(() => location.reload(), switchPatience);
    } catch {
      toast(t('field.core.update-not-now'));
    }
  };
  return (
    <div class="fa-update" role="status">
      <span>{t('field.core.update-ready')}</span>
      <Button small onClick={() => void take()}>
        {t('field.core.update-take')}
      </Button>
      <Button look="plain" small onClick={() => setLater(true)}>
        {t('field.core.later')}
      </Button>
    </div>
  );
}
