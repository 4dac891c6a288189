import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** Something over the whole screen, to be held up or thrown on the wall. Escape closes it. */
export function Overlay(props: {
  class: string;
  /** Id of its title. */
  labelledBy: string;
  onClose: () => void;
  /** The arrow keys, where there is something before and after. */
  onArrow?: (by: 1 | -1) => void;
  children: ComponentChildren;
}): VNode {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const box = dialog.current;
    if (!box || box.open) return;
    // Firefox of 2020 knows no modal dialogue; an open one shows the same over the page.
    if ('showModal' in box) box.showModal();
    else {
      (box as HTMLElement).setAttribute('open', '');
      (box as HTMLElement).querySelector('button')?.focus();
    }
  }, []);
  return (
    <dialog
      ref={dialog}
      class={`kit-overlay ${props.class}`}
      aria-labelledby={props.labelledBy}
      onClose={props.onClose}
      onKeyDown={(event) => {
        if (event.key === 'ArrowRight') props.onArrow?.(1);
        else if (event.key === 'ArrowLeft') props.onArrow?.(-1);
        else if (event.key === 'Escape') props.onClose();
      }}
    >
      {props.children}
    </dialog>
  );
}
