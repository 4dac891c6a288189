import type { VNode } from 'preact';
import { useApp, useMeeting } from '../core/hooks.ts';
import type { HallHost } from './host.ts';

/** How many phones wait, how many were let in, and what they have sent of what they may. */
export function PhoneSums({ host }: { host: HallHost }): VNode {
  const { t } = useApp();
  const { info } = useMeeting();
  const { phones } = host.phones;
  const admitted = phones.filter(({ state }) => state === 'admitted');
  const sent = admitted.reduce((sum, { stickers }) => sum + stickers, 0);
  const sums = {
    waiting: phones.filter(({ state }) => state === 'waiting').length,
    admitted: admitted.length,
    sent: `${sent} / ${admitted.length * info.stickersPerPerson}`,
  };
  return (
    <dl class="hall-sums">
      {Object.entries(sums).map(([name, value]) => (
        <div key={name}>
          <dt>{t(`hall.host.sums.${name}`)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
