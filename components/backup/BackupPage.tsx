import { Page } from '../app/Page';
import { Section } from '../ui/Section';
import { BackupDue } from './BackupDue';
import { ExportForm } from './ExportForm';
import { ImportForm } from './ImportForm';
import { Reminder } from './Reminder';
import { words as remindWords } from './remind-words';
import { words } from './words';

export const BackupPage = () => (
  <Page name={words.title}>
    <BackupDue />
    <div className="grid max-w-5xl items-start gap-4 lg:grid-cols-2">
      <Section title={words.make.title}>
        <ExportForm />
      </Section>
      <div className="space-y-4">
        <Section title={words.read.title}>
          <ImportForm />
        </Section>
        <Section title={remindWords.title}>
          <Reminder />
        </Section>
      </div>
    </div>
  </Page>
);
