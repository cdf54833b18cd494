// The style sheets and workers of packages that ship no types for them.
declare module "@graphiql/*/style.css";
declare module "graphiql/graphiql.css";
