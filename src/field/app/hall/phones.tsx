import type { VNode } from 'preact';
import { useApp, useMeeting } from '../core/hooks.ts';
import { Button } from '../kit/button.tsx';
import { useWatched } from '../core/watched.ts';
import { hallOf, watchHalls, type HallHost } from './host.ts';
import { PhoneSums } from './phone-sums.tsx';

/** The participants' phones beside the gallery: who waits, who has sent, and the writing opened or closed. */
export function HallPhones(): VNode | null {
  const meeting = useMeeting();
  useWatched(watchHalls);
  const host = hallOf(meeting);
  return host ? <Phones key={host.keys.id} host={host} /> : null;
}

function Phones({ host }: { host: HallHost }): VNode {
  const { t } = useApp();
  useWatched((look) => host.watch(look), [host]);
  return (
    <div class="kit-head hall-gallery">
      <PhoneSums host={host} />
      {host.link.status.state === 'offline' && <p role="status">{t('hall.host.state.offline')}</p>}
      <WritingSwitch host={host} />
    </div>
  );
}

/** What the host does in a hall, said when it could not be reached. */
export function useHallAct(): (work: () => Promise<void>) => Promise<void> {
  const { t, toast } = useApp();
  return async (work) => {
    try {
      await work();
    } catch {
      toast(t('hall.host.failed'));
    }
  };
}

/** Lets the phones write, and no more. */
export function WritingSwitch({ host }: { host: HallHost }): VNode {
  const { t } = useApp();
  const act = useHallAct();
  const open = host.link.status.vector?.gallery === 'open';
  return (
    <Button
      {...(open ? { look: 'ghost' as const } : {})}
      onClick={() => void act(() => host.setGallery(open ? 'closed' : 'open'))}
    >
      {t(open ? 'hall.host.gallery.close' : 'hall.host.gallery.begin')}
    </Button>
  );
}
