import type { VNode } from 'preact';
import { useApp } from '../core/hooks.ts';
import { Button } from '../kit/button.tsx';
import { Overlay } from '../kit/overlay.tsx';
import { Address } from './address.tsx';
import { QrCode } from './qr.tsx';

/** A code over the whole screen, to be held up or scanned from the last row. */
export function BigCode(props: { link: string; words: string; onClose: () => void }): VNode {
  const { t } = useApp();
  return (
    <Overlay class="hall-big" labelledBy="hall-big-title" onClose={props.onClose}>
      <h2 id="hall-big-title">{props.words}</h2>
      <QrCode text={props.link} label={props.words} />
      <p class="hall-address">
        <Address link={props.link} />
      </p>
      <Button onClick={props.onClose}>{t('ui.close')}</Button>
    </Overlay>
  );
}
