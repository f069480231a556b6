// An address that names a line (#line-57) of another section leads there; without scripts, ?line=57 does the same.
const toLine = () => {
  const wanted = /^#line-(\d{1,8})$/.exec(location.hash)?.[1];
  if (!wanted || document.getElementById(`line-${wanted}`)) return;
  const address = new URL(location.href);
  if (address.searchParams.get("line") === wanted) return; // a filter leaves the line out
  address.searchParams.set("line", wanted);
  address.searchParams.delete("page");
  location.replace(address);
};
addEventListener("hashchange", toLine);
toLine();
