import type { VNode } from 'preact';
import { useEffect, useReducer } from 'preact/hooks';
import { useApp, useMeeting } from '../core/hooks.ts';
import { hallOf, watchHalls, type HallHost } from './host.ts';

/** The participants' phones beside the gallery: who waits, who has sent, and the writing opened or closed. */
export function HallPhones(): VNode | null {
  const meeting = useMeeting();
  const [, again] = useReducer((n: number) => n + 1, 0);
  useEffect(() => watchHalls(() => again(0)), []);
  const host = hallOf(meeting);
  return host ? <Phones key={host.keys.id} host={host} /> : null;
}

function Phones({ host }: { host: HallHost }): VNode {
  const { t, toast } = useApp();
  const { info } = useMeeting();
  const [, again] = useReducer((n: number) => n + 1, 0);
  useEffect(() => host.watch(() => again(0)), [host]);
  const { vector, state } = host.link.status;
  const { phones } = host.phones;
  const waiting = phones.filter((phone) => phone.state === 'waiting').length;
  const admitted = phones.filter((phone) => phone.state === 'admitted');
  const sent = admitted.reduce((sum, { stickers }) => sum + stickers, 0);
  const turn = async (next: 'open' | 'closed') => {
    try {
      await host.setGallery(next);
    } catch {
      toast(t('field.hall.host.failed'));
    }
  };
  const open = vector?.gallery === 'open';
  return (
    <div class="hall-gallery">
      <dl class="hall-sums">
        <div>
          <dt>{t('field.hall.host.sums.waiting')}</dt>
          <dd>{waiting}</dd>
        </div>
        <div>
          <dt>{t('field.hall.host.sums.admitted')}</dt>
          <dd>{admitted.length}</dd>
        </div>
        <div>
          <dt>{t('field.hall.host.sums.sent')}</dt>
          <dd>
            {sent} / {admitted.length * info.stickersPerPerson}
          </dd>
        </div>
      </dl>
      {state === 'offline' && <p role="status">{t('field.hall.host.state.offline')}</p>}
      <button
        type="button"
        class={open ? 'btn ghost' : 'btn'}
        onClick={() => void turn(open ? 'closed' : 'open')}
      >
        {t(open ? 'field.hall.host.gallery.close' : 'field.hall.host.gallery.begin')}
      </button>
    </div>
  );
}
