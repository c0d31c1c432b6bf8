import { Component, type ReactNode } from 'react';
import { ReloadButton } from './ProblemAlert';
import { Screen } from './Screen';

interface Props {
  readonly children: ReactNode;
}

/** A page that broke says so. The error's own text stays unread: it could quote anything. */
export class ErrorBoundary extends Component<Props, { readonly isBroken: boolean }> {
  override readonly state = { isBroken: false };

  static getDerivedStateFromError() {
    return { isBroken: true };
  }

  override render() {
    return this.state.isBroken ? <Broken /> : this.props.children;
  }
}

const Broken = () => (
  <Screen
    title="This page broke"
    lead={<p>A mistake in Firekeep stopped it. What you saved is safe: it is kept outside this page.</p>}
  >
    <ReloadButton />
  </Screen>
);
