import '../../components/ui/theme.css';
import { App } from '../../components/app/App';
import { mount } from '../../components/app/mount';
import { ModelPage } from '../../components/viewer/ModelPage';

mount(
  <App surface="model">
    <ModelPage />
  </App>,
);
