package io.clientele.organisation;

import io.clientele.domain.TestDomain;
import org.springframework.data.jdbc.core.JdbcAggregateTemplate;
import org.springframework.data.jdbc.core.convert.DataAccessStrategy;
import org.springframework.data.jdbc.core.convert.DataAccessStrategyFactory;
import org.springframework.data.jdbc.core.convert.JdbcConverter;
import org.springframework.data.jdbc.core.convert.MappingJdbcConverter;
import org.springframework.data.jdbc.core.convert.QueryMappingConfiguration;
import org.springframework.data.jdbc.core.dialect.JdbcPostgresDialect;
import org.springframework.data.jdbc.core.mapping.JdbcMappingContext;
import org.springframework.data.jdbc.repository.support.JdbcRepositoryFactory;
import org.springframework.data.relational.core.mapping.RelationalMappingContext;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/// Professionals over a [TestDomain], wired as Spring Data does it but without an application context.
public final class TestProfessionals {
    private TestProfessionals() {}

    public static Professionals of(TestDomain domain) {
        RelationalMappingContext mapping = new JdbcMappingContext();
        NamedParameterJdbcTemplate jdbc = new NamedParameterJdbcTemplate(domain.jdbc);
        JdbcConverter converter = new MappingJdbcConverter(mapping, (identifier, path) -> {
            throw new IllegalStateException("a professional refers to nothing");
        });
        DataAccessStrategy access = new DataAccessStrategyFactory(
                        converter, jdbc, JdbcPostgresDialect.INSTANCE, QueryMappingConfiguration.EMPTY)
                .create();
        ProfessionalRepository repository = new JdbcRepositoryFactory(new JdbcAggregateTemplate(converter, access))
                .getRepository(ProfessionalRepository.class);
        return new Professionals(repository, domain.transactions, domain.keys, domain.operations);
    }
}
