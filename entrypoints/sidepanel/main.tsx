import '../../components/ui/theme.css';
import { App } from '../../components/app/App';
import { mount } from '../../components/app/mount';
import { PanelShell } from '../../components/app/PanelShell';

mount(
  <App surface="sidepanel">
    <PanelShell />
  </App>,
);
