const jsonEscaped = (text: string) => JSON.stringify(text).slice(1, -1);

/** A secret as it is, and as texts within texts, addresses and headers would carry it. */
export function formsOf(secret: string): string[] {
	const base64 = Buffer.from(secret).toString('base64');
	return [
		...new Set([
			secret,
			jsonEscaped(secret),
			jsonEscaped(jsonEscaped(secret)),
			encodeURIComponent(secret),
			new URLSearchParams([['', secret]]).toString().slice(1),
			base64,
			base64.replace(/=+$/, ''),
			Buffer.from(secret).toString('base64url'),
		]),
	];
}

/** Where secrets were found: each once, with some of the text before it. */
export function findings(haystacks: Record<string, Buffer | string>, secrets: string[]): string[] {
	return Object.entries(haystacks).flatMap(([place, content]) => {
		const bytes = Buffer.from(content);
		return secrets.flatMap((secret) => {
			const form = formsOf(secret).find((candidate) => bytes.includes(candidate));
			if (form === undefined) return [];
			const at = bytes.indexOf(form);
			return [
				`${place}: "${secret}" in …${bytes.subarray(Math.max(0, at - 300), at + form.length + 20).toString()}`,
			];
		});
	});
}
