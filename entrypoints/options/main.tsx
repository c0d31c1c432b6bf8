import '../../components/ui/theme.css';
import { App } from '../../components/app/App';
import { mount } from '../../components/app/mount';
import { OptionsShell } from '../../components/app/OptionsShell';

mount(
  <App surface="options">
    <OptionsShell />
  </App>,
);
