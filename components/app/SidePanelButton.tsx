import { PanelRight } from 'lucide-react';
import { IconButton } from '../ui/Button';
import { toast } from '../ui/toasts';
import { hasPanel, openPanel, useWindowId } from './panel';
import { words } from './words';

export function SidePanelButton() {
  const windowId = useWindowId();
  if (!hasPanel()) return null;
  const open = async () => {
    try {
      // First in the click.
      await openPanel(windowId.current);
      close();
    } catch {
      toast(words.noSidePanel);
    }
  };
  return <IconButton icon={PanelRight} label={words.openSidePanel} onClick={open} />;
}
