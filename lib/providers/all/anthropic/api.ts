export const API = 'https://api.anthropic.com/v1';

export const headers = (secret: string, version = '2023-06-01') => ({
  'x-api-key': secret,
  'anthropic-version': version,
  // Refused without it as soon as the browser adds an Origin.
  'anthropic-dangerous-direct-browser-access': 'true',
  accept: 'application/json',
});
