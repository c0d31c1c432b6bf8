import { useEffect, useMemo, useState } from 'react';
import { browser } from 'wxt/browser';
import { chooseOwnImage } from '../../../lib/models/own-image';
import { MAKE_IMAGE, READ_PAGE } from '../../../lib/tools/specs';
import { useFaces } from '../../hooks/useFaces';
import { useKeys } from '../../hooks/useKeys';
import { useChoices, useLists } from '../../hooks/useModels';
import { inert } from '../answer/inert';
import { isFree, sayEstimate } from '../estimate';
import { nameOfKey, type Payer, payersFor } from '../usable';
import { usePrice } from '../usePrice';
import { useRefresh } from '../useRefresh';
import { tools } from './words';

/** What somebody should know of a tool before allowing it, besides what the model wrote. */
export function AboutTool({ name }: { readonly name: string }) {
  if (name === READ_PAGE) return <FrontPage />;
  return name === MAKE_IMAGE ? <OwnPicture /> : null;
}

/** The same choice as the background will make. Lists of who makes pictures are read for it: nobody may have yet. */
function OwnPicture() {
  const lists = useLists();
  const choices = useChoices();
  const keys = useKeys();
  const faces = useFaces();
  const listing = keys.state === 'ready' ? keys.value : undefined;
  const known = lists.state === 'ready' ? lists.value : undefined;
  const payers = useMemo(
    () => (faces && listing ? payersFor('image', faces, listing) : NO_PAYERS),
    [faces, listing],
  );
  const { busy } = useRefresh('image', payers, known);
  const isRead = known && listing && choices.state === 'ready';
  const own = isRead ? chooseOwnImage({ lists: known, choices: choices.value, ...listing }) : undefined;
  usePrice(own?.provider, own?.known);
  if (!isRead) return null;
  if (!own) return <p>{busy.size > 0 ? tools.reading : tools.noImageModel}</p>;
  return (
    <>
      <p>{tools.paidBy(inert(own.known?.name ?? own.model), nameOfKey(own.key))}</p>
      <p className="font-medium">{priceOf(own.estimate)}</p>
    </>
  );
}

const NO_PAYERS: readonly Payer[] = [];

function priceOf(estimate: Parameters<typeof sayEstimate>[0]): string {
  if (!estimate) return tools.priceUnknown;
  return isFree(estimate) ? tools.priceFree : tools.price(sayEstimate(estimate).toLowerCase());
}

interface Page {
  readonly title: string;
  readonly host: string;
}

/** It may change until the word is given: whoever goes to another tab sees that one named. */
function FrontPage() {
  const [page, setPage] = useState<Page>();
  useEffect(() => {
    let isOver = false;
    const look = async () => {
      const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
      const host = tab?.url && URL.canParse(tab.url) ? new URL(tab.url).host : '';
      if (!isOver) setPage(tab?.title ? { title: tab.title, host } : undefined);
    };
    const again = () => void look().catch(() => undefined);
    again();
    const { onActivated, onUpdated } = browser.tabs;
    onActivated.addListener(again);
    onUpdated.addListener(again);
    return () => {
      isOver = true;
      onActivated.removeListener(again);
      onUpdated.removeListener(again);
    };
  }, []);
  if (!page) return <p>{tools.noPage}</p>;
  return (
    <p>
      {tools.page} <q dir="auto">{inert(page.title)}</q> {page.host && `(${page.host})`}
    </p>
  );
}
