/**
 * The members that a refusal's `field` walks through, without the positions, e.g. `messages`, `employee_id` for `chats[3].messages.0.employee_id`.
 * How CallGear writes positions is not documented.
 *
 * @returns the members of a chat, or undefined when the refusal points at something else
 */
export function placeInChat(field = ''): string[] | undefined {
	const [first, ...members] = partsOf(field).filter((part) => !/^\d+$/.test(part));
	return first === 'chats' ? members : undefined;
}

/** The position of the chat that a refusal's `field` names, if it names one. */
export function positionOfChat(field = ''): number | undefined {
	const [, position = ''] = partsOf(field);
	return /^\d+$/.test(position) ? Number(position) : undefined;
}

function partsOf(field: string): string[] {
	return field.split(/[.[\]]+/).filter((part) => part !== '' && part !== 'params');
}
