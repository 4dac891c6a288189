import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Icon, type IconName } from '../../../platform/ui/icon.tsx';
import type { PhotoPurpose, SessionPhoto } from '../../../needs/sessions/rules/session-record.ts';
import { PictureError } from '../core/handle.ts';
import { useApp, useMeeting } from '../core/hooks.ts';
import { notKept } from '../core/store-words.ts';

/**
 * The address of a picture of this meeting: undefined while it is looked for, null when this device does not have it.
 * @param again another value looks anew
 */
export function usePhotoUrl(id: string | null, again?: unknown): string | null | undefined {
  const meeting = useMeeting();
  const [found, setFound] = useState<{ readonly id: string; readonly url: string | null }>();
  useEffect(() => {
    let here = true;
    const found = (url: string | null) => {
      if (here && id !== null) setFound({ id, url });
    };
    if (id !== null)
      meeting.photoUrl(id).then(
        (url) => found(url ?? null),
        () => found(null),
      );
    return () => {
      here = false;
    };
  }, [meeting, id, again]);
  return found?.id === id ? found?.url : undefined;
}

/** Takes a picture into the meeting and says so when that cannot be; `busy` while it is made smaller and kept. */
export function useTakePicture(purpose: PhotoPurpose, taken?: (photo: SessionPhoto) => void) {
  const { t, toast } = useApp();
  const meeting = useMeeting();
  const [busy, setBusy] = useState(false);
  const take = async (input: HTMLInputElement) => {
    const file = input.files?.[0];
    // The same picture may be chosen again.
    input.value = '';
    if (!file) return;
    setBusy(true);
    try {
      taken?.(await meeting.addPhoto(file, purpose));
    } catch (error) {
      toast(
        error instanceof PictureError
          ? t('field.run.photo-unreadable')
          : notKept(t, 'field.run.photo-failed', error),
      );
    } finally {
      setBusy(false);
    }
  };
  return { busy, take };
}

/** A button that opens the camera, or the phone's pictures. */
export function PictureButton(props: {
  class?: string;
  icon: IconName;
  camera?: boolean;
  busy: boolean;
  onPicture: (input: HTMLInputElement) => Promise<void>;
  children: ComponentChildren;
}): VNode {
  return (
    <label class={`kit-file ${props.class ?? 'btn ghost'}`}>
      <Icon name={props.icon} />
      {props.children}
      <input
        class="hidden"
        type="file"
        accept="image/*"
        capture={props.camera ? 'environment' : undefined}
        disabled={props.busy}
        onChange={(event) => void props.onPicture(event.currentTarget)}
      />
    </label>
  );
}
