import { useEffect, useState } from 'react';
import { pictureMediaOf } from '../../../lib/files/kinds';
import { PREVIEW_CHANNEL, previewSchema } from '../../../lib/jobs/live';
import { pictures } from './words';

/** The picture as far as it is made. It comes over the channel alone: a page that opens later sees the next one. */
export function Preview({ id }: { readonly id: string }) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const channel = new BroadcastChannel(PREVIEW_CHANNEL);
    let shown: string | undefined;
    const drop = () => shown && URL.revokeObjectURL(shown);
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      const preview = previewSchema.safeParse(data);
      if (!preview.success || preview.data.id !== id) return;
      const { bytes } = preview.data;
      const media = pictureMediaOf(bytes);
      if (!media) return;
      drop();
      shown = URL.createObjectURL(new Blob([bytes], { type: media }));
      setUrl(shown);
    };
    return () => {
      channel.close();
      drop();
    };
  }, [id]);
  if (!url) return null;
  return (
    <img src={url} alt={pictures.preview} className="h-auto max-h-96 w-full rounded-md object-contain" />
  );
}
