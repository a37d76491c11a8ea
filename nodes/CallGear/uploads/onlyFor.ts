/** Shows a field only for some of the ways in which chats come in. */
export const onlyFor = (...source: string[]) => ({ displayOptions: { show: { source } } });
