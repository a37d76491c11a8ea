/** Matches a label or button by its whole text; n8n adds a star to required fields. */
export function exactly(text: string): RegExp {
	return new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(\\s*\\*)?\\s*$`);
}

/** Text as a person reads it: the editor sets spaces that do not break. */
export function plain(text: string): string {
	return text.replace(/\u00a0/g, ' ').trim();
}
