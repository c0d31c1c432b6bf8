/** What the page "What can leave this browser" says. */
export const words = {
  title: 'What can leave this browser',
  back: 'Activity',
  about:
    'These addresses and no others. The list is read from the manifest of the extension that is running here: the browser itself refuses every other address, whatever our code says.',
  hosts: {
    title: 'Addresses that can be reached',
    summary: (granted: number, all: number) => `${granted} of ${all} are granted now.`,
    list: 'Addresses',
    granted: 'granted',
    notGranted: 'not granted',
    install: 'with the installation',
    take: 'Take back',
    takeOf: (host: string) => `Take back ${host}`,
    taken: (host: string) => `${host} is taken back. Its keys can be used again when you allow it anew.`,
    requiredMeans:
      'What was granted with the installation cannot be taken back here: only the browser’s own page for extensions can do that.',
    refused: 'The browser did not take it back. Its own page for extensions can.',
    others: 'The policy also lets our own pages read what is already in this browser:',
    policy: 'The whole content security policy',
  },
  steps: {
    title: 'Check it yourself',
    about: 'Five steps that trust none of our words.',
    list: [
      'Open the browser’s page for extensions, switch on its developer mode and open the background of Firekeep there. In the panel “Network”, use a key: each request is listed with its address.',
      'Compare that list with the Activity page: every request that left has a line there with its time, host and path.',
      'Get the source and run “npm ci” and “npm run build”. Compare the files with those that your browser installed: they are the same, byte for byte, apart from what the store adds of its own.',
      'In “manifest.json” of either, read “host_permissions”, “optional_host_permissions” and “content_security_policy”: they are the list above.',
      'Search the source for calls of “fetch”: there is one file, “lib/http/send.ts”. It refuses any address that does not belong to the key’s own service.',
    ],
  },
} as const;
