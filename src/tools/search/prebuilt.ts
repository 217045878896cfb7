/**
 * The index as text. The build puts it here, because making it anew takes longer than a first search should; run from
 * source, it is made on the first search.
 */
export const prebuilt: string | undefined = undefined;
